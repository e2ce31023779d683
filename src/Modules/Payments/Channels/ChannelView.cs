using Diner.Kernel;

namespace Diner.Payments.Channels;

/// <summary>A channel as lists show it: no settings, no secrets.</summary>
public sealed record ChannelView(ChannelId Id, ShopId ShopId, string Type, string Name, bool IsEnabled, DateTimeOffset CreatedAt);

/// <summary>A channel to be added.</summary>
/// <param name="ShopId">Whose money it will bring.</param>
/// <param name="Type">The <see cref="IPaymentChannel.Type"/> that speaks for it.</param>
/// <param name="Name">What a buyer reads, 1 to 60 characters.</param>
/// <param name="Settings">Type-specific settings and secrets, made by the type: <c>EpayAccount.ToSettings</c>, <c>SandboxAccount.NewSettings</c>.</param>
public sealed record NewChannel(ShopId ShopId, string Type, string Name, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>The shop's currency: a type that cannot take it is refused.</summary>
    public CurrencyCode Currency { get; init; } = CurrencyCode.Cny;

    /// <summary>The shop's time zone, by its IANA name: with the currency it tells whether the shop trades in mainland China.</summary>
    public string TimeZone { get; init; } = "Asia/Shanghai";

    /// <summary>The person says to know the law, where <see cref="EditChannels.MustAcknowledge"/> asks for it.</summary>
    public bool IsAcknowledged { get; init; }

    // Settings hold secrets: a record would print them.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"ShopId = {ShopId.Value}, Type = {Type}");
        return true;
    }
}
