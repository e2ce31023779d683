using Diner.Catalog.Products;
using Diner.Delivery.Problems;
using Diner.Kernel;
using Diner.Ordering.Exceptions;
using Diner.Payments.Records;
using Diner.Vault.Batches;

namespace Diner.Web.Merchant.Tonight;

/// <summary>What waits for a merchant.</summary>
/// <param name="Orders">Paid orders that need somebody or something, longest first.</param>
/// <param name="Reports">Reported keys nobody has answered; null when there are none.</param>
/// <param name="Unmatched">Payments that belong to no order; null when there are none.</param>
/// <param name="Expiring">Batches that expire soon with keys unsold, soonest first.</param>
public sealed record WaitingView(IReadOnlyList<WaitingCount> Orders, ReportsWaiting? Reports, UnmatchedWaiting? Unmatched, IReadOnlyList<ExpiringStock> Expiring)
{
    /// <summary>True when nobody waits for anything.</summary>
    public bool IsNothing => Orders.Count == 0 && Reports is null && Unmatched is null && Expiring.Count == 0;
}

/// <summary>Unsold keys that will soon be worth nothing.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Name">Product and variant.</param>
public sealed record ExpiringStock(BatchView Batch, string Name);

/// <summary>What is asked of the modules about what waits.</summary>
public sealed record WaitingSources(WaitingOrders Orders, ProblemReports Reports, UnmatchedPayments Unmatched, BatchList Batches, VariantNames Names);

/// <summary>Reads what waits: a few rows of small indexes.</summary>
public sealed class ReadWaiting(WaitingSources sources, TimeProvider clock)
{
    private const int ExpiringMax = 4;

    private static readonly TimeSpan ExpiringWithin = TimeSpan.FromDays(14);

    /// <summary>All of it.</summary>
    public async Task<WaitingView> RunAsync(ShopId shop, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var soon = (await sources.Batches.ThatExpireAsync(shop, null, ExpiringMax, ct)).Where(batch => batch.ExpiresAt < now + ExpiringWithin).ToList();
        var stock = new List<ExpiringStock>();
        foreach (var batch in soon)
            stock.Add(new ExpiringStock(batch, (await sources.Names.FindAsync(shop, batch.VariantId, ct))?.Name ?? "–"));
        return new WaitingView(
            [.. (await sources.Orders.CountAsync(shop, ct)).OrderBy(w => w.Since)],
            await sources.Reports.WaitingAsync(shop, ct),
            await sources.Unmatched.WaitingAsync(shop, ct),
            stock);
    }
}
