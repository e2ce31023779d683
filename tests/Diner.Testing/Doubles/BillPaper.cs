using System.Globalization;
using System.Text;

namespace Diner.Testing.Doubles;

/// <summary>A movement a provider writes into its bill.</summary>
/// <param name="IsRefund">Money that went back.</param>
/// <param name="Reference">What the bill knows it by.</param>
/// <param name="TransactionId">The payment; of a refund, the one it gives back.</param>
/// <param name="OrderNo">The shop's number.</param>
/// <param name="Minor">How much.</param>
internal sealed record BillEntry(bool IsRefund, string Reference, string TransactionId, string OrderNo, long Minor)
{
    /// <summary>What the provider kept.</summary>
    public long FeeMinor { get; init; }
}

/// <summary>Writes a bill as its provider hands it out: by the provider's description, not by the code that will read it.</summary>
internal static class BillPaper
{
    /// <summary>The columns of the table of a provider that has no format of its own, as <c>--map</c> takes them.</summary>
    public const string Columns = "reference=Number,amount=Amount,order=Order,kind=Kind,time=Time";

    private const int CodePageGb18030 = 54936;

    private const string AlipayHeader =
        "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注";

    private const string WeChatHeader =
        "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注";

    /// <summary>The bill of a day of that provider, all of it at noon.</summary>
    public static byte[] Write(string type, IReadOnlyList<BillEntry> entries, DateOnly day) => type switch
    {
        "alipay" => CodePagesEncodingProvider.Instance.GetEncoding(CodePageGb18030)!.GetBytes(Alipay(entries, day)),
        "wechatpay" => Encoding.UTF8.GetBytes(WeChatPay(entries, day)),
        "stripe" => Encoding.UTF8.GetBytes(Stripe(entries, day)),
        "epay" => Encoding.UTF8.GetBytes(Epay(entries, day)),
        _ => Encoding.UTF8.GetBytes(Table(entries, day)),
    };

    private static string Alipay(IReadOnlyList<BillEntry> entries, DateOnly day)
    {
        var text = new StringBuilder($"#支付宝业务明细查询\n#账号：[20880000000000010156]\n#起始日期：[{day:yyyy年MM月dd日} 00:00:00]   终止日期：[{day.AddDays(1):yyyy年MM月dd日} 00:00:00]\n#-----------------------------------------业务明细列表----------------------------------------\n{AlipayHeader}\n");
        foreach (var entry in entries)
        {
            var (kind, amount, refund, fee) = entry.IsRefund ? ("退款", $"-{Major(entry.Minor)}", $"{entry.Reference}\t", Major(entry.FeeMinor)) : ("交易", Major(entry.Minor), "", $"-{Major(entry.FeeMinor)}");
            text.Append(CultureInfo.InvariantCulture, $"{entry.TransactionId}\t,{entry.OrderNo}\t,{kind},深夜点卡,{Noon(day)},{Noon(day)},,,,,buy***@example.com,{amount},{amount},0.00,0.00,0.00,0.00,0.00,,0.00,0.00,{refund},{fee},0.00,\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"#-----------------------------------------业务明细列表结束------------------------------------\n#交易合计：{entries.Count}笔\n").ToString();
    }

    private static string WeChatPay(IReadOnlyList<BillEntry> entries, DateOnly day)
    {
        var text = new StringBuilder(WeChatHeader + "\r\n");
        foreach (var entry in entries)
        {
            var fee = (entry.FeeMinor / 100m).ToString("0.00000", CultureInfo.InvariantCulture);
            var (state, paid, refund, back, sign) = entry.IsRefund ? ("REFUND", "0.00", entry.Reference, Major(entry.Minor), "-") : ("SUCCESS", Major(entry.Minor), "0", "0.00", "");
            text.Append(CultureInfo.InvariantCulture, $"`{Noon(day)},`wx1,`1900000109,`0,`,`{entry.TransactionId},`{entry.OrderNo},`o1,`NATIVE,`{state},`OTHERS,`CNY,`{paid},`0.00,`0,`{refund},`{back},`0.00,`,`,`深夜点卡,`,`{sign}{fee},`0.60%,`{paid},`{back},`\r\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n`{entries.Count},`0.00,`0.00,`0.00,`0.00000,`0.00,`0.00\r\n").ToString();
    }

    private static string Stripe(IReadOnlyList<BillEntry> entries, DateOnly day)
    {
        var text = new StringBuilder("balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,reporting_category,source_id,description,payment_intent_id,payment_metadata[order_no]\n");
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            var (sign, kind, source) = entry.IsRefund ? ("-", "refund", entry.Reference) : ("", "charge", $"ch_{i}");
            text.Append(CultureInfo.InvariantCulture, $"txn_{i},{Noon(day)},{Noon(day)},cny,{sign}{Major(entry.Minor)},{Major(entry.FeeMinor)},0.00,{kind},{source},,{entry.TransactionId},{entry.OrderNo}\n");
        }

        return text.ToString();
    }

    private static string Epay(IReadOnlyList<BillEntry> entries, DateOnly day) => $$"""
        {"code":1,"msg":"查询订单列表成功","data":[{{string.Join(",\n", entries.Select(entry => $$"""{"trade_no":"{{entry.Reference}}","out_trade_no":"{{entry.OrderNo}}","type":"alipay","endtime":"{{Noon(day)}}","name":"深夜点卡","money":"{{Major(entry.Minor)}}","status":"1"}"""))}}]}
        """;

    private static string Table(IReadOnlyList<BillEntry> entries, DateOnly day)
    {
        var text = new StringBuilder("Number,Order,Kind,Amount,Time\n");
        foreach (var entry in entries)
            text.Append(CultureInfo.InvariantCulture, $"{entry.Reference},{entry.OrderNo},{(entry.IsRefund ? "refund" : "payment")},{Major(entry.Minor)},{Noon(day)}\n");
        return text.ToString();
    }

    private static string Major(long minor) => (minor / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Noon(DateOnly day) => $"{day:yyyy-MM-dd} 12:00:00";
}
