using Diner.Kernel;

namespace Diner.Payments.Channels;

internal sealed class ChannelRow
{
    public ChannelId Id { get; init; }

    public ShopId ShopId { get; init; }

    public required string Type { get; init; }

    public required string Name { get; set; }

    public bool IsEnabled { get; set; } = true;

    /// <summary>The settings as JSON, sealed under the key ring's secret <c>payments/channels</c>, bound to the channel's id.</summary>
    public required byte[] Settings { get; set; }

    /// <summary>JSON of <see cref="ChannelTerms"/>.</summary>
    public string Terms { get; set; } = "{}";

    public DateTimeOffset CreatedAt { get; init; }
}
