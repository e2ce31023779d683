using Diner.Kernel;

namespace Diner.Payments.Bills;

/// <summary>The bills we read as they come.</summary>
internal static class BillShapes
{
    /// <summary>By what clock the bills of Chinese providers are made.</summary>
    public static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>Alipay's 业务明细 of a day: 25 columns between comments, GBK or UTF-8; refunds are negative and carry our request number.</summary>
    public static readonly BillShape Alipay = new("alipay", ["支付宝交易号", "商户订单号", "业务类型", "完成时间", "订单金额（元）"], ReadAlipay) { HasComments = true, East = China };

    /// <summary>WeChat Pay's trade bill of a day (all kinds of trades): 27 columns, a backtick before each value, two lines of totals.</summary>
    public static readonly BillShape WeChatPay = new("wechatpay", ["交易时间", "微信订单号", "商户订单号", "交易状态", "应结订单金额"], ReadWeChatPay)
    {
        East = China,
        IsEnd = row => row["交易时间"] == "总交易单数",
    };

    /// <summary>Stripe's itemized report of balance changes (<c>balance_change_from_activity.itemized</c>), with the column payment_intent_id.</summary>
    public static readonly BillShape Stripe = new("stripe", ["balance_transaction_id", "reporting_category", "gross", "fee", "currency", "source_id", "payment_intent_id"], ReadStripe);

    private static BillLine? ReadAlipay(BillRow row)
    {
        var isRefund = row["业务类型"] switch
        {
            "交易" => false,
            "退款" => true,
            _ => (bool?)null,
        };
        if (isRefund is not { } refund)
            return null;
        return new BillLine(row.Number, refund, row.Required(refund ? "退款批次号/请求号" : "支付宝交易号"), row.Amount("订单金额（元）"))
        {
            OrderNo = row["商户订单号"],
            FeeMinor = row["服务费（元）"].Length > 0 ? row.Amount("服务费（元）").AmountMinor : null,
            At = row.Time("完成时间", China),
        };
    }

    private static BillLine? ReadWeChatPay(BillRow row)
    {
        var isRefund = row["交易状态"] switch
        {
            "SUCCESS" => false,
            "REFUND" or "REVOKED" => true,
            var unknown => throw row.Unreadable("交易状态", $"'{unknown}' is not known"),
        };
        var currency = CurrencyCode.TryParse(row["货币种类"], out var named) ? named : row.Currency;
        // A refund has two amounts: without the coupons of the channel, and as it was asked for.
        var amount = isRefund
            ? row.Amount(row["申请退款金额"].Length > 0 ? "申请退款金额" : "退款金额", currency)
            : row.Amount(row["订单金额"].Length > 0 ? "订单金额" : "应结订单金额", currency);
        return new BillLine(row.Number, isRefund, row.Required(isRefund ? "商户退款单号" : "微信订单号"), amount)
        {
            OrderNo = row["商户订单号"],
            FeeMinor = row["手续费"].Length > 0 ? FeeOf(row, "手续费", currency) : null,
            At = row.Time("交易时间", China),
        };
    }

    // WeChat Pay states fees with five decimals: the cent it takes is the rounded one.
    private static long FeeOf(BillRow row, string column, CurrencyCode currency) => decimal.TryParse(row[column], System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out var fee)
        ? (long)decimal.Round(Math.Abs(fee) * currency.MinorPerMajor, 0, MidpointRounding.AwayFromZero)
        : throw row.Unreadable(column, $"'{row[column]}' is no amount");

    private static BillLine? ReadStripe(BillRow row)
    {
        var isRefund = row["reporting_category"] switch
        {
            "charge" => false,
            "refund" => true,
            _ => (bool?)null, // Fees, disputes, pay-outs: the ledger hears of them otherwise.
        };
        if (isRefund is not { } refund)
            return null;
        if (!CurrencyCode.TryParse(row.Required("currency").ToUpperInvariant(), out var currency))
            throw row.Unreadable("currency", $"'{row["currency"]}' is no currency");
        return new BillLine(row.Number, refund, row.Required(refund ? "source_id" : "payment_intent_id"), row.Amount("gross", currency))
        {
            OrderNo = row["payment_metadata[order_no]"],
            FeeMinor = refund ? null : row.Amount("fee", currency).AmountMinor,
            At = row.Time(row["created_utc"].Length > 0 ? "created_utc" : "created", TimeSpan.Zero),
        };
    }
}
