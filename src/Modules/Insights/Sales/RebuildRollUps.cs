using Diner.Catalog.Shops;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Insights.Sales;

/// <summary>Makes a shop's roll-ups anew from its facts: after a change of its time zone, or when somebody doubts them.</summary>
public sealed class RebuildRollUps(Database database)
{
    private const int PageRows = 20_000;

    private static readonly SqlText ClearHours = "delete from insights_variant_hours where shop_id = $1";
    private static readonly SqlText ClearDays = "delete from insights_buyer_days where shop_id = $1";

    /// <summary>How many facts were counted. One transaction: a reader sees the old roll-ups, then the new ones. New sales wait for it.</summary>
    public async Task<long> RunAsync(ShopView shop, CancellationToken ct)
    {
        var clock = ShopClock.Of(shop.TimeZone);
        await using var work = await database.BeginAsync(ct);
        await LockAsync(work, ct);
        var batch = work.NewBatch();
        batch.Run(ClearHours, shop.Id.Value);
        batch.Run(ClearDays, shop.Id.Value);
        await batch.SendAsync(ct);
        var counted = 0L;
        await foreach (var page in FactsAsync(work.Db, shop.Id, ct))
        {
            RollUp.AddTo(batch, clock, page);
            await batch.SendAsync(ct);
            counted += page.Count;
        }

        await work.CommitAsync(CancellationToken.None);
        return counted;
    }

    // Nobody may write a fact between what is read here and the commit.
    private static async Task LockAsync(UnitOfWork work, CancellationToken ct)
    {
        if (work.Kind == DatabaseKind.Postgres)
            await work.RunAsync("lock table insights_sales in share row exclusive mode", ct);
    }

    private static async IAsyncEnumerable<List<SaleFact>> FactsAsync(DinerDb db, ShopId shop, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var (order, page) = ("", new List<SaleFact>());
        do
        {
            // A page ends with a whole order, so that the next can begin behind its number.
            page = await db.Set<SaleFact>().AsNoTracking().Where(f => f.ShopId == shop && f.OrderNo.CompareTo(order) > 0).OrderBy(f => f.OrderNo).Take(PageRows).ToListAsync(ct);
            if (page.Count == 0)
                yield break;
            order = page[^1].OrderNo;
            var rest = await db.Set<SaleFact>().AsNoTracking().Where(f => f.ShopId == shop && f.OrderNo == order).ToListAsync(ct);
            yield return [.. page.Where(f => f.OrderNo != order), .. rest];
        }
        while (page.Count == PageRows);
    }
}
