using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Ledger.PayoutBatches;
using Diner.Ledger.Payouts;
using Diner.Settlement.Payouts;

namespace Diner.Web.Operator.Payouts;

/// <summary>A shop's name and address.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Slug">Its address.</param>
public sealed record PayoutShop(string Name, string Slug);

/// <summary>What the page of pay-outs shows the operator.</summary>
/// <param name="Open">The pay-outs that wait for somebody.</param>
/// <param name="Shops">Their shops.</param>
/// <param name="Batches">The last batches.</param>
public sealed record PayoutQueueView(IReadOnlyList<PayoutView> Open, IReadOnlyDictionary<ShopId, PayoutShop> Shops, IReadOnlyList<BatchView> Batches)
{
    /// <summary>The pay-outs that ended last.</summary>
    public IReadOnlyList<PayoutView> Ended { get; init; } = [];

    /// <summary>Channels that can be asked for transfers, with their names.</summary>
    public IReadOnlyList<(ChannelId Id, string Name)> Senders { get; init; } = [];

    /// <summary>The columns of the next file for the bank.</summary>
    public string Columns { get; init; } = "";
}

/// <summary>Gathers what the operator sees of pay-outs.</summary>
internal sealed class PayoutQueueDesk(ReadPayouts payouts, BatchViews batches, PayoutPositions positions, TransferChannels senders, Shops shops)
{
    private const int OpenMax = 200;
    private const int EndedMax = 50;
    private const int BatchesMax = 20;

    public PayoutPositions Positions => positions;

    public Shops Shops => shops;

    public async Task<PayoutQueueView> ViewAsync(CancellationToken ct)
    {
        var open = await payouts.OpenAsync(OpenMax, ct);
        var ended = (await payouts.ListAsync(null, null, EndedMax, ct)).Where(payout => !payout.State.IsOpen()).ToList();
        return new PayoutQueueView(open, await NamesAsync(open.Concat(ended), ct), await batches.ListAsync(BatchesMax, ct))
        {
            Ended = ended,
            Senders = await senders.ListAsync(ct),
            Columns = await batches.ColumnsAsync(ct),
        };
    }

    public async Task<(BatchView Batch, IReadOnlyList<PayoutView> Payouts, IReadOnlyDictionary<ShopId, PayoutShop> Shops)?> BatchAsync(Guid id, CancellationToken ct)
    {
        if (await batches.FindAsync(id, ct) is not { } batch)
            return null;
        var found = await payouts.OfBatchAsync(id, ct);
        return (batch, found, await NamesAsync(found, ct));
    }

    private async Task<IReadOnlyDictionary<ShopId, PayoutShop>> NamesAsync(IEnumerable<PayoutView> of, CancellationToken ct)
    {
        var known = new Dictionary<ShopId, PayoutShop>();
        foreach (var id in of.Select(payout => payout.Shop).Distinct())
        {
            if (await shops.FindAsync(id, ct) is { } shop)
                known.Add(id, new PayoutShop(shop.Name, shop.Slug));
        }

        return known;
    }
}
