using System.Security.Cryptography;
using System.Text;
using Diner.Kernel;
using Diner.Payments.BtcPay;
using Diner.Payments.Epusdt;
using Diner.Payments.Notifications;
using Diner.Payments.TokenPay;
using Xunit;

namespace Diner.UnitTests.Payments;

/// <summary>Gateways that take coins: TokenPay, epusdt, BTCPay Server. The vectors are those of the projects' own documents.</summary>
public sealed class CoinNotificationTests
{
    private const string TokenPayCallback = """
        {"ActualAmount":"15","Amount":"34.91","BaseCurrency":"CNY","BlockChainName":"TRON","BlockTransactionId":"375859c36dc5f5d227b10912b5ec70d36dd34446028064956cb60cdbb74432f5",
         "Currency":"TRX","CurrencyName":"TRX","FromAddress":"TYYjzt6AWhe9hAg9DrhiYXEWKDksyohgQa","Id":"63234df7-55bf-93fc-0010-67be493c0c27","OutOrderId":"E6COE6FGZMO5AXSK",
         "PayTime":"2022-09-15 16:08:39","Status":1,"ToAddress":"TKGTx4pCKiKQbk8evXHTborfZn754TGViP","PassThroughInfo":null,"OrderUserKey":"","Signature":"e5eaa888cd9e80b5c09a0698981757c8"}
        """;

    private const string BtcPayNotice = """{"deliveryId":"d1","type":"InvoiceSettled","storeId":"s1","invoiceId":"INV1","metadata":{"orderId":"D1"}}""";

    [Fact]
    public void TokenPays_own_example_is_read()
    {
        var paid = Assert.IsType<NotificationReading.Paid>(TokenPayNotification.Read(EpayCases.Id, "666", Provider.Post(TokenPayCallback)));
        Assert.Equal(("63234df7-55bf-93fc-0010-67be493c0c27", "E6COE6FGZMO5AXSK", Money.Cny(1500)), (paid.Payment.ProviderTransactionId, paid.Payment.OrderNo, paid.Payment.Amount));
    }

    [Fact]
    public void TokenPays_own_example_of_an_order_is_signed_alike()
    {
        var fields = new Dictionary<string, string>
        {
            ["OutOrderId"] = "AJIHK72N34BR2CWG",
            ["OrderUserKey"] = "admin@qq.com",
            ["ActualAmount"] = "15",
            ["Currency"] = "TRX",
            ["NotifyUrl"] = "http://localhost:1011/pay/tokenpay/notify_url",
            ["RedirectUrl"] = "http://localhost:1011/pay/tokenpay/return_url?order_id=AJIHK72N34BR2CWG",
        };
        Assert.Equal("e9765880db6081496456283678e70152", JsonSignature.Md5(fields, "666"));
    }

    [Fact]
    public void Epusdts_own_example_is_signed_alike()
    {
        var fields = new Dictionary<string, string>
        {
            ["order_id"] = "20220201030210321",
            ["amount"] = "42",
            ["notify_url"] = "http://example.com/notify",
            ["redirect_url"] = "http://example.com/redirect",
        };
        Assert.Equal("1cd4b52df5587cfb1968b0c0c6e156cd", JsonSignature.Md5(fields, "epusdt_password_xasddawqe"));
    }

    [Fact]
    public void A_TokenPay_server_may_sign_with_hmac()
    {
        const string content = "ActualAmount=15&Id=T1&IsDynamicAmount=0&OutOrderId=D1&Status=1";
        var hmac = Convert.ToHexStringLower(HMACSHA256.HashData("666"u8, Encoding.UTF8.GetBytes(content)));
        var body = $$"""{"Id":"T1","OutOrderId":"D1","ActualAmount":"15","Status":1,"IsDynamicAmount":0,"Signature":"{{hmac}}"}""";
        Assert.IsType<NotificationReading.Paid>(TokenPayNotification.Read(EpayCases.Id, "666", Provider.Post(body)));
    }

    [Theory]
    [InlineData("\"ActualAmount\":\"15\"", "\"ActualAmount\":\"1\"")]
    [InlineData("\"Status\":1", "\"Status\":1,\"Extra\":\"1\"")]
    [InlineData("\"PassThroughInfo\":null", "\"Status\":1")]
    [InlineData("\"Signature\":\"e5", "\"Signature\":\"e6")]
    public void A_changed_TokenPay_callback_is_refused(string old, string changed) =>
        Assert.IsType<NotificationReading.Refused>(TokenPayNotification.Read(EpayCases.Id, "666", Provider.Post(TokenPayCallback.Replace(old, changed))));

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void An_epusdt_callback_pays_with_status_2_only(int status, bool isPaid)
    {
        var reading = EpusdtNotification.Read(EpayCases.Id, "token", Provider.Post(EpusdtCallback(status)));
        Assert.Equal(isPaid, reading is NotificationReading.Paid);
        Assert.IsNotType<NotificationReading.Refused>(reading);
    }

    [Fact]
    public void An_epusdt_callback_is_for_the_price_and_not_for_the_coins()
    {
        var paid = Assert.IsType<NotificationReading.Paid>(EpusdtNotification.Read(EpayCases.Id, "token", Provider.Post(EpusdtCallback(2))));
        Assert.Equal(("T1", "D1", Money.Cny(2888)), (paid.Payment.ProviderTransactionId, paid.Payment.OrderNo, paid.Payment.Amount));
    }

    [Fact]
    public void Another_token_is_refused() => Assert.IsType<NotificationReading.Refused>(EpusdtNotification.Read(EpayCases.Id, "other", Provider.Post(EpusdtCallback(2))));

    [Fact]
    public void A_settled_invoice_is_to_be_asked_for()
    {
        var told = Assert.IsType<NotificationReading.Unconfirmed>(BtcPay(BtcPayNotice, "HelloWorld"));
        Assert.Equal(new NotificationFacts("D1", "INV1", null, "InvoiceSettled"), told.Facts);
    }

    [Fact]
    public void An_invoice_that_expired_settles_nothing() => Assert.IsType<NotificationReading.NotPaid>(BtcPay(BtcPayNotice.Replace("InvoiceSettled", "InvoiceExpired"), "HelloWorld"));

    [Fact]
    public void A_webhook_with_another_secret_is_refused() => Assert.IsType<NotificationReading.Refused>(BtcPay(BtcPayNotice, "other"));

    private static NotificationReading BtcPay(string body, string secret) => BtcPayNotification.Read(
        "HelloWorld", Provider.Post(body, ("BTCPay-Sig", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body))))));

    private static string EpusdtCallback(int status)
    {
        var content = $"actual_amount=4.1257&amount=28.88&block_transaction_id=B1&order_id=D1&status={status}&token=TNe&trade_id=T1token";
        var signature = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(content)));
        return $$"""{"trade_id":"T1","order_id":"D1","amount":28.88,"actual_amount":4.1257,"token":"TNe","block_transaction_id":"B1","status":{{status}},"signature":"{{signature}}"}""";
    }
}
