using System.Text;
using Diner.Kernel;
using Diner.Payments.Bills;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class BillTests
{
    private const string AlipayHeader =
        "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注";

    private const string WeChatHeader =
        "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    public async Task An_alipay_bill_is_read_in_either_encoding_between_its_comments(string encoding)
    {
        var lines = await ReadAsync("alipay", AlipayBill(), encoding);
        Assert.Equal(2, lines.Count);
        Assert.Equal((false, "2026112522001400001", Money.Cny(9900), 59L, "D261125-00000001"), (lines[0].IsRefund, lines[0].Reference, lines[0].Amount, lines[0].FeeMinor, lines[0].OrderNo));
        Assert.Equal((true, "0193aaaa", Money.Cny(1050)), (lines[1].IsRefund, lines[1].Reference, lines[1].Amount));
        Assert.Equal(new DateTimeOffset(2026, 11, 25, 10, 0, 30, TimeSpan.FromHours(8)), lines[0].At);
    }

    [Fact]
    public async Task A_wechat_pay_bill_is_read_up_to_its_totals()
    {
        var lines = await ReadAsync("wechatpay", $"""
            {WeChatHeader}
            `2026-11-25 16:33:45,`wx1,`1900000109,`0,`,`4200000001,`D261125-00000001,`o1,`NATIVE,`SUCCESS,`OTHERS,`CNY,`9.90,`0.00,`0,`0,`0.00,`0.00,`,`,`深夜 "GAME",`,`0.05940,`0.60%,`9.90,`0.00,`
            `2026-11-25 17:00:00,`wx1,`1900000109,`0,`,`4200000001,`D261125-00000001,`o1,`NATIVE,`REFUND,`OTHERS,`CNY,`0.00,`0.00,`5030000001,`0193aaaa,`9.90,`0.00,`ORIGINAL,`SUCCESS,`深夜,`,`-0.06000,`0.60%,`0.00,`9.90,`
            总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额
            `2,`9.90,`9.90,`0.00,`0.00000,`9.90,`9.90
            """);
        Assert.Equal(
            [(false, "4200000001", Money.Cny(990), 6L), (true, "0193aaaa", Money.Cny(990), 6L)],
            lines.Select(line => (line.IsRefund, line.Reference, line.Amount, line.FeeMinor!.Value)));
    }

    [Fact]
    public async Task A_stripe_report_is_read_by_its_charges_and_refunds()
    {
        var lines = await ReadAsync("stripe", """
            balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,reporting_category,source_id,description,payment_intent_id,payment_metadata[order_no]
            txn_1,2026-11-25 08:00:00,2026-11-27 00:00:00,usd,20.00,0.88,19.12,charge,ch_1,"keys, two",pi_1,D261125-00000001
            txn_2,2026-11-25 09:00:00,2026-11-25 00:00:00,usd,-5.00,0.00,-5.00,refund,re_1,,pi_1,
            txn_3,2026-11-25 10:00:00,2026-11-25 00:00:00,usd,-14.12,0.00,-14.12,payout,po_1,,,
            """);
        Assert.True(CurrencyCode.TryParse("USD", out var usd));
        Assert.Equal([("pi_1", new Money(2000, usd), (long?)88), ("re_1", new Money(500, usd), null)], lines.Select(line => (line.Reference, line.Amount, line.FeeMinor)));
        Assert.Equal(TimeSpan.Zero, lines[0].At!.Value.Offset);
    }

    [Fact]
    public async Task An_epay_order_list_is_read_by_what_was_paid()
    {
        var lines = await ReadAsync("epay", """
            {"code":1,"msg":"ok","data":[
              {"trade_no":"20261125001","out_trade_no":"D261125-00000001","money":"9.90","status":"1","endtime":"2026-11-25 10:00:00"},
              {"trade_no":"20261125002","out_trade_no":"D261125-00000002","money":"9.90","status":0}]}
            """);
        Assert.Equal(("20261125001", "D261125-00000001"), (Assert.Single(lines).Reference, lines[0].OrderNo));
    }

    [Theory]
    [InlineData("alipay", "a,b\n1,2\n", "This is no alipay bill: no row names the columns")]
    [InlineData("wechatpay", "", "This is no wechatpay bill")]
    [InlineData("epay", "<html>", "This is no order list of an epay gateway: it is no JSON")]
    [InlineData("epay", "{\"code\":-1}", "This is no order list of an epay gateway: it has no list 'data'")]
    public async Task What_is_no_such_bill_is_refused_with_what_to_do(string format, string text, string says)
    {
        var refused = await Assert.ThrowsAsync<UnreadableBillException>(() => ReadAsync(format, text));
        Assert.StartsWith(says, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_cannot_be_read_is_named()
    {
        var refused = await Assert.ThrowsAsync<UnreadableBillException>(() => ReadAsync("alipay", AlipayBill().Replace("99.00", "9x.00", StringComparison.Ordinal)));
        Assert.StartsWith("Line 6: 订单金额（元） '9x.00' is no amount of CNY.", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reference=Txn,amount=Sum", true)]
    [InlineData("reference=Txn , amount=Sum,fee=Fee,kind=Type,order=No,time=At", true)]
    [InlineData("reference=Txn", false)]
    [InlineData("reference=Txn,amount=", false)]
    [InlineData("reference=Txn,amount=Sum,colour=Red", false)]
    public void Columns_are_named_whole_or_refused(string text, bool isWhole) => Assert.Equal(isWhole, BillMapping.Parse(text).IsOk);

    [Fact]
    public void A_line_agrees_in_amount_and_in_a_fee_that_is_told()
    {
        var line = new BillLine(1, IsRefund: false, "t", Money.Cny(100));
        Assert.Null(CompareLines.Of(line, new OurRecord("t", Money.Cny(100), 1)));
        Assert.Null(CompareLines.Of(line with { FeeMinor = 1 }, new OurRecord("t", Money.Cny(100), 1)));
        Assert.Equal(DifferenceKind.FeeDiffers, CompareLines.Of(line with { FeeMinor = 2 }, new OurRecord("t", Money.Cny(100), 1)));
        Assert.Equal(DifferenceKind.AmountDiffers, CompareLines.Of(line with { FeeMinor = 2 }, new OurRecord("t", Money.Cny(99), 1)));
        Assert.Equal(DifferenceKind.TheirsOnly, CompareLines.Of(line, null));
    }

    private static string AlipayBill() => $"""
        #支付宝业务明细查询
        #账号：[20881234567890120156]
        #起始日期：[2026年11月25日 00:00:00]   终止日期：[2026年11月26日 00:00:00]
        #-----------------------------------------业务明细列表----------------------------------------
        {AlipayHeader}
        2026112522001400001	,D261125-00000001	,交易,深夜 GAME,2026-11-25 10:00:00,2026-11-25 10:00:30,,,,,buy***@example.com,99.00,99.00,0.00,0.00,0.00,0.00,0.00,,0.00,0.00,,-0.59,0.00,
        2026112522001400001	,D261125-00000001	,退款,深夜 GAME,2026-11-25 11:00:00,2026-11-25 11:00:30,,,,,buy***@example.com,-10.50,-10.50,0.00,0.00,0.00,0.00,0.00,,0.00,0.00,0193aaaa	,0.00,0.00,
        #-----------------------------------------业务明细列表结束------------------------------------
        #交易合计：1笔
        """;

    private static async Task<List<BillLine>> ReadAsync(string format, string text, string encoding = "utf-8")
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(encoding)?.GetBytes(text) ?? Encoding.UTF8.GetBytes(text);
        return await BillLayout.Find(format, null, CurrencyCode.Cny)!.ReadAsync(_ => Task.FromResult<Stream>(new MemoryStream(bytes)), Ct).ToListAsync(Ct);
    }
}
