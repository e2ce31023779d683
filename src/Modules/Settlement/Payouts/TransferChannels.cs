using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Payments.Channels;

namespace Diner.Settlement.Payouts;

/// <summary>The channels that pay-outs may be sent through: only those of the operator's own shops, so that no merchant's account pays another merchant.</summary>
public sealed class TransferChannels(Channels channels, Shops shops)
{
    /// <summary>Those that are switched on, with the names of shop and channel.</summary>
    public async Task<IReadOnlyList<(ChannelId Id, string Name)>> ListAsync(CancellationToken ct)
    {
        var found = new List<(ChannelId, string)>();
        foreach (var shop in await shops.ListOfAsync(MerchantId.House, ct))
            found.AddRange((await channels.ListAsync(shop.Id, ct)).Where(channel => channel.IsEnabled && channels.Transfers(channel.Type)).Select(channel => (channel.Id, $"{shop.Name} · {channel.Name}")));
        return found;
    }

    /// <summary>True when pay-outs may be sent through that channel.</summary>
    public async Task<bool> HasAsync(ChannelId id, CancellationToken ct) => (await ListAsync(ct)).Any(sender => sender.Id == id);
}
