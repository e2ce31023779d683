using System.Globalization;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.Sandbox;

/// <summary>What the cashier was asked to collect. It travels in the page's address, signed, so the cashier stores nothing.</summary>
public sealed record SandboxTicket(
    ChannelId ChannelId, ShopId ShopId, string OrderNo, Money Amount, string Subject, Uri NotifyUrl, Uri ReturnUrl, DateTimeOffset ExpiresAt)
{
    internal static string ToUrl(ChannelConfig channel, PaymentRequest request)
    {
        var fields = new Dictionary<string, string>
        {
            ["order"] = request.OrderNo,
            ["amount"] = request.Amount.ToMajorString(),
            ["currency"] = request.Amount.Currency.Code,
            ["subject"] = request.Subject,
            ["notify"] = request.NotifyUrl.AbsoluteUri,
            ["return"] = request.ReturnUrl.AbsoluteUri,
            ["expires"] = request.ExpiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        };
        fields[FieldSignature.Field] = FieldSignature.Sign(FieldSignature.SandboxTicket, fields, channel.Required(SandboxAccount.Secret));
        var query = string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
        return new Uri(request.NotifyUrl, $"/sandbox/{channel.Id.Value:D}/pay?{query}").AbsoluteUri;
    }

    /// <summary>Null when it was not signed by this channel.</summary>
    internal static SandboxTicket? Read(ChannelConfig channel, IReadOnlyDictionary<string, string> fields)
    {
        if (!FieldSignature.IsValid(FieldSignature.SandboxTicket, fields, channel.Required(SandboxAccount.Secret)))
            return null;
        // What we signed ourselves can be read, or it is a bug.
        var read = Money.TryParseMajor(fields["amount"], CurrencyCode.Parse(fields["currency"]), out var amount);
        Invariant.Require(read);
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds(long.Parse(fields["expires"], CultureInfo.InvariantCulture));
        return new SandboxTicket(channel.Id, channel.ShopId, fields["order"], amount, fields["subject"], new Uri(fields["notify"]), new Uri(fields["return"]), expiresAt);
    }
}
