using Diner.Kernel;
using Diner.Payments.Notifications;

namespace Diner.Payments.Channels;

/// <summary>
/// One kind of channel: how to send a buyer to pay, and how to read what the provider tells us afterwards.
/// An implementation is stateless and thread-safe; everything that differs between two configured channels is in the <see cref="ChannelConfig"/>.
/// It knows no order, opens no transaction and writes nothing. What its provider can do besides stands in interfaces of their own:
/// <see cref="IQueryPayments"/>, <see cref="IClosePayments"/>, <see cref="IRefundPayments"/>.
/// </summary>
public interface IPaymentChannel
{
    /// <summary>The type's name in configuration and CLI: <c>epay</c>. Never renamed.</summary>
    string Type { get; }

    /// <summary>Why settings may not be saved though they can be read, such as an address that must not be called; null when they may.</summary>
    Problem? Refuse(IReadOnlyDictionary<string, string> settings) => null;

    /// <summary>Whether the provider settles in that currency.</summary>
    bool Takes(CurrencyCode currency) => true;

    /// <summary>Asks the provider whether it knows the account; null when it does, and a sentence for the merchant when it does not or does not answer.</summary>
    Task<Problem?> TestAsync(ChannelConfig channel, CancellationToken ct);

    /// <summary>
    /// Where the buyer goes to pay. A channel that must call its provider does so here, after the order is committed;
    /// a provider that does not answer is <see cref="ProblemCode.ChannelUnavailable"/> and the order stays payable.
    /// </summary>
    Task<Result<PayTarget>> CreatePaymentAsync(ChannelConfig channel, PaymentRequest request, CancellationToken ct);

    /// <summary>
    /// Reads a notification: signature in constant time, then merchant id, currency and status. Calls the provider only when the channel
    /// is set to confirm each payment. Never throws on hostile input: what cannot be read is refused.
    /// </summary>
    Task<NotificationReading> ReadAsync(ChannelConfig channel, NotificationRequest request, CancellationToken ct);
}

/// <summary>A configured channel of one shop.</summary>
/// <param name="Id">The id in its notification address.</param>
/// <param name="ShopId">Whose money it brings.</param>
/// <param name="Type">Which <see cref="IPaymentChannel"/> speaks for it.</param>
/// <param name="Name">What a buyer reads: 支付宝.</param>
/// <param name="IsEnabled">A disabled channel takes no new orders; its notifications are still read.</param>
/// <param name="Settings">Type-specific settings and secrets; never logged.</param>
public sealed record ChannelConfig(ChannelId Id, ShopId ShopId, string Type, string Name, bool IsEnabled, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>What it costs and when it may be chosen.</summary>
    public ChannelTerms Terms { get; init; } = new();

    /// <summary>A setting that must be there.</summary>
    public string Required(string name) => Settings.TryGetValue(name, out var value) && value.Length > 0
        ? value
        : throw new InvariantException($"channel {Id.Value} lacks the setting '{name}'");

    /// <summary>A setting, or its default.</summary>
    public string Optional(string name, string otherwise) => Settings.GetValueOrDefault(name, otherwise);

    // Settings hold secrets: a record would print them.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Id = {Id.Value}, Type = {Type}");
        return true;
    }
}

/// <summary>What is to be paid.</summary>
/// <param name="OrderNo">Our order number, the provider's <c>out_trade_no</c>.</param>
/// <param name="Amount">Exactly this much.</param>
/// <param name="Subject">What the buyer sees at the provider; holds no secret.</param>
/// <param name="NotifyUrl">Where the provider tells us.</param>
/// <param name="ReturnUrl">Where the buyer comes back to.</param>
/// <param name="Payer">Who is about to pay.</param>
/// <param name="ExpiresAt">When the hold ends.</param>
public sealed record PaymentRequest(string OrderNo, Money Amount, string Subject, Uri NotifyUrl, Uri ReturnUrl, Payer Payer, DateTimeOffset ExpiresAt);

/// <summary>Where the buyer pays.</summary>
/// <param name="Url">Opened by the browser.</param>
/// <param name="Qr">Text to show as a QR code: the same address, or what the provider wants scanned.</param>
public sealed record PayTarget(string Url, string Qr)
{
    /// <summary>The provider's own name of the payment, when it must be asked by that: kept with the attempt. At most 128 characters.</summary>
    public string? Reference { get; init; }
}
