using System.Security.Cryptography;
using System.Text;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;
using Diner.Payments.WeChatPay;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class WeChatPayNotificationTests
{
    private const string Serial = "D7CE59D1F522D701";
    private const string Nonce = "0123456789ab";
    private const string Payment = """{"mchid":"1900000001","appid":"wx1","out_trade_no":"D1","transaction_id":"4200001","trade_state":"SUCCESS","amount":{"total":1990,"payer_total":1990,"currency":"CNY"}}""";
    private const string Refund = """{"mchid":"1900000001","out_trade_no":"D1","transaction_id":"4200001","out_refund_no":"R1","refund_id":"5001","refund_status":"SUCCESS","amount":{"total":1990,"refund":500}}""";
    private static readonly byte[] ApiKey = Encoding.UTF8.GetBytes("0123456789abcdef0123456789abcdef");
    private static readonly WeChatPayMerchant Merchant = new([new WeChatPayKey(Serial, Provider.One.Key)], ApiKey, "1900000001", "wx1");

    [Fact]
    public void A_payment_is_read()
    {
        var paid = Assert.IsType<NotificationReading.Paid>(Read(Notice(Payment)));
        Assert.Equal(("4200001", "D1", Money.Cny(1990)), (paid.Payment.ProviderTransactionId, paid.Payment.OrderNo, paid.Payment.Amount));
    }

    [Fact]
    public void A_refund_is_told_by_our_number_and_says_how_much()
    {
        var told = Assert.IsType<NotificationReading.Refunded>(Read(Notice(Refund, "REFUND.SUCCESS")));
        Assert.Equal(("R1", new ProviderRefund(RefundStage.Succeeded, "5001")), (told.News.RefundNo, told.News.Refund));
        Assert.Equal(new NotificationFacts("D1", "4200001", Money.Cny(500), "SUCCESS"), told.Facts);
    }

    [Theory]
    [InlineData("\"R1\"", "\"\"")]
    [InlineData("\"R1\"", "null")]
    [InlineData("\"refund_status\":\"SUCCESS\"", "\"refund_status\":\"WHATEVER\"")]
    public void A_refund_without_a_number_or_a_known_state_is_answered_and_changes_nothing(string what, string by) =>
        Assert.IsType<NotificationReading.NotPaid>(Read(Notice(Refund.Replace(what, by, StringComparison.Ordinal), "REFUND.SUCCESS")));

    [Theory]
    [InlineData(-299, true)]
    [InlineData(299, true)]
    [InlineData(-300, false)]
    [InlineData(300, false)]
    public void Five_minutes_from_now_is_too_far(int seconds, bool isRead) =>
        Assert.Equal(isRead, Read(Notice(Payment), at: Provider.Now.AddSeconds(seconds)) is NotificationReading.Paid);

    [Fact]
    public void A_probe_is_refused() => Assert.IsType<NotificationReading.Refused>(Read(Notice(Payment), signature: "WECHATPAY/SIGNTEST/" + Provider.One.Sign("x")));

    [Fact]
    public void A_key_we_do_not_have_is_refused_by_name_without_what_a_log_should_not_have() =>
        Assert.Equal(
            "it is signed with the key PUB_KEY_ID_0001, which is not among those in the settings",
            Assert.IsType<NotificationReading.Refused>(Read(Notice(Payment), serial: "PUB_KEY_ID_0001\u001b\n")).Why);

    [Fact]
    public void While_keys_rotate_both_are_good()
    {
        var both = Merchant with { Keys = [new WeChatPayKey("PUB_KEY_ID_0001", Provider.Other.Key), .. Merchant.Keys] };
        Assert.IsType<NotificationReading.Paid>(Read(Notice(Payment), merchant: both, signer: Provider.Other, serial: "PUB_KEY_ID_0001"));
        Assert.IsType<NotificationReading.Paid>(Read(Notice(Payment), merchant: both));
    }

    [Fact]
    public void A_signature_by_another_key_is_refused() => Assert.IsType<NotificationReading.Refused>(Read(Notice(Payment), signer: Provider.Other));

    [Fact]
    public void Another_merchants_payment_is_refused() => Assert.IsType<NotificationReading.Refused>(Read(Notice(Payment.Replace("1900000001", "1900000002"))));

    [Fact]
    public void Another_applications_payment_is_refused() => Assert.IsType<NotificationReading.Refused>(Read(Notice(Payment.Replace("wx1", "wx2"))));

    [Fact]
    public void A_payment_that_did_not_succeed_settles_nothing() => Assert.IsType<NotificationReading.NotPaid>(Read(Notice(Payment.Replace("\"SUCCESS\"", "\"CLOSED\""))));

    [Fact]
    public void A_resource_that_our_key_does_not_open_is_sent_again() =>
        Assert.IsType<NotificationReading.Unconfirmed>(Read(Notice(Payment), merchant: Merchant with { ApiV3Key = Encoding.UTF8.GetBytes("another key, but of 32 bytes too") }));

    [Fact]
    public void The_key_of_16_bytes_of_published_vectors_opens_too()
    {
        var resource = Resource(Payment, ApiKey[..16]);
        using var json = JsonFields.TryParse(Encoding.UTF8.GetBytes(resource))!;
        Assert.Equal(Payment, Encoding.UTF8.GetString(WeChatPayResource.Open(json.RootElement, ApiKey[..16])!));
    }

    private static NotificationReading Read(
        string body, string? signature = null, string serial = Serial, Provider? signer = null, WeChatPayMerchant? merchant = null, DateTimeOffset? at = null)
    {
        var timestamp = Provider.Now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var request = Provider.Post(
            body,
            ("Wechatpay-Timestamp", timestamp),
            ("Wechatpay-Nonce", "n1"),
            ("Wechatpay-Serial", serial),
            ("Wechatpay-Signature", signature ?? (signer ?? Provider.One).Sign($"{timestamp}\nn1\n{body}\n")));
        return WeChatPayNotification.Read(EpayCases.Id, merchant ?? Merchant, request, at ?? Provider.Now);
    }

    private static string Notice(string resource, string eventType = "TRANSACTION.SUCCESS") =>
        $$"""{"id":"n1","create_time":"2026-05-01T20:00:00+08:00","event_type":"{{eventType}}","resource_type":"encrypt-resource","resource":{{Resource(resource, ApiKey)}}}""";

    private static string Resource(string plain, byte[] key)
    {
        var (text, tag) = (new byte[Encoding.UTF8.GetByteCount(plain)], new byte[16]);
        using var aes = new AesGcm(key, tag.Length);
        aes.Encrypt(Encoding.UTF8.GetBytes(Nonce), Encoding.UTF8.GetBytes(plain), text, tag, "transaction"u8);
        return $$"""{"algorithm":"AEAD_AES_256_GCM","ciphertext":"{{Convert.ToBase64String([.. text, .. tag])}}","nonce":"{{Nonce}}","associated_data":"transaction"}""";
    }
}
