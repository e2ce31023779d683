using System.Text;
using Diner.Kernel;
using Diner.Payments.Alipay;
using Diner.Payments.BtcPay;
using Diner.Payments.Epay;
using Diner.Payments.Epusdt;
using Diner.Payments.Keys;
using Diner.Payments.Notifications;
using Diner.Payments.PayPal;
using Diner.Payments.Stripe;
using Diner.Payments.TokenPay;
using Diner.Payments.WeChatPay;

namespace Diner.Payments.Inspect;

/// <summary>
/// Reads a captured notification as a channel of its type would, with a key from a file and without a database. Whose merchant it is for is
/// not checked, because that stands in the settings of a channel.
/// </summary>
public static class InspectNotification
{
    private static readonly Dictionary<string, Func<CapturedNotification, Result<NotificationReading>>> Readers = new()
    {
        ["alipay"] = captured => WithKey(captured, "Alipay's public key or certificate", key => AlipayNotification.Read(default, new AlipayMerchant(key, AppId: null, SellerId: null), Form(captured))),
        ["wechatpay"] = captured => WithKey(captured, "the platform's certificate or public key", key => WeChatPayNotification.Read(default, WeChatMerchant(captured, key), Request(captured), captured.At)),
        ["stripe"] = captured => WithSecret(captured, "the endpoint's secret, whsec_…", secret => StripeNotification.Read(default, [secret], Request(captured), captured.At)),
        ["paypal"] = captured => WithKey(captured, "PayPal's certificate", key => WithSecret(captured, "the id of your webhook", id => PayPalNotification.Read(default, new PayPalMerchant(key, id), Request(captured)))),
        ["btcpay"] = captured => WithSecret(captured, "the webhook's secret", secret => BtcPayNotification.Read(secret, Request(captured))),
        ["epay"] = captured => WithSecret(captured, "your merchant key", secret => EpayNotification.Read(default, new EpayMerchant(Pid: null, Encoding.UTF8.GetBytes(secret)), Form(captured))),
        ["tokenpay"] = captured => WithSecret(captured, "the API token", secret => TokenPayNotification.Read(default, secret, Request(captured))),
        ["epusdt"] = captured => WithSecret(captured, "the API token", secret => EpusdtNotification.Read(default, secret, Request(captured))),
    };

    /// <summary>The types of channels whose notifications can be looked into.</summary>
    public static IReadOnlyList<string> Types { get; } = [.. Readers.Keys];

    /// <summary>
    /// What a channel would say. <see cref="ProblemCode.InvalidRequest"/> names the field when the type is unknown, its key or secret is
    /// missing, the key cannot be read, or the body is longer than 64 KiB.
    /// </summary>
    public static Result<Inspection> Run(CapturedNotification captured)
    {
        if (!Readers.TryGetValue(captured.ChannelType, out var read))
            return Wrong("channel", $"There is no channel type '{captured.ChannelType}'. Types: {string.Join(' ', Types)}.");
        if (captured.Body.Length > NotificationRequest.BodyBytesMax)
            return Wrong("body", $"The body is longer than {NotificationRequest.BodyBytesMax / 1024} KiB, which no channel reads.");
        var reading = read(captured);
        return reading.IsOk ? Said(reading.Value) : reading.Problem;
    }

    private static Inspection Said(NotificationReading reading) => reading switch
    {
        NotificationReading.Paid paid => new(true, true, null, new NotificationFacts(paid.Payment.OrderNo, paid.Payment.ProviderTransactionId, paid.Payment.Amount, paid.Facts.Status), paid.Success),
        NotificationReading.NotPaid notPaid => new(true, false, notPaid.Why, notPaid.Facts, notPaid.Reply),
        NotificationReading.Refunded refunded => new(true, false, "it tells of a refund", refunded.Facts, refunded.Success),
        NotificationReading.Disputed disputed => new(true, false, "it tells of a dispute", disputed.Facts, disputed.Success),
        NotificationReading.Unconfirmed unconfirmed => new(true, false, unconfirmed.Why, unconfirmed.Facts, unconfirmed.Reply),
        NotificationReading.Refused refused => new(false, false, refused.Why, refused.Facts, refused.Reply),
        var unknown => throw new InvariantException($"unknown reading {unknown.GetType().Name}"),
    };

    private static WeChatPayMerchant WeChatMerchant(CapturedNotification captured, ProviderKey key) =>
        new([new WeChatPayKey(key.Serial, key)], captured.Secret is { } secret ? Encoding.UTF8.GetBytes(secret) : null, MerchantId: null, AppId: null);

    private static NotificationRequest Request(CapturedNotification captured) =>
        new("POST", "", "", captured.Body, name => captured.Headers.GetValueOrDefault(name));

    // A form has no line end; the file of one that was captured by hand often has. A query is read like a form.
    private static NotificationRequest Form(CapturedNotification captured) =>
        Request(captured with { Body = captured.Body.TrimStart((byte)'?').TrimEnd("\r\n"u8) });

    private static Result<NotificationReading> WithKey(CapturedNotification captured, string what, Func<ProviderKey, Result<NotificationReading>> read)
    {
        if (captured.Key is not { } file)
            return Wrong("key", $"A notification of {captured.ChannelType} is checked with {what}: name its file with --key.");
        return ProviderKey.TryRead(file) is { } key
            ? read(key)
            : Wrong("key", "The key file is no RSA public key or certificate of at least 2,048 bits, in PEM, DER or Base64.");
    }

    private static Result<NotificationReading> WithSecret(CapturedNotification captured, string what, Func<string, NotificationReading> read) =>
        captured.Secret is { Length: > 0 } secret ? read(secret) : Wrong("secret", $"A notification of {captured.ChannelType} is checked with {what}: give it with --secret.");

    private static Problem Wrong(string field, string detail) => new(ProblemCode.InvalidRequest, detail, field);
}
