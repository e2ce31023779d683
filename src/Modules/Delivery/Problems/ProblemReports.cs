using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Delivery.Problems;

/// <summary>A report of a key that does not work.</summary>
/// <param name="Id">The report.</param>
/// <param name="OrderId">The order.</param>
/// <param name="KeyId">The key.</param>
/// <param name="Note">The buyer's words; may be empty.</param>
/// <param name="ReportedAt">When.</param>
/// <param name="State">Where it is.</param>
/// <param name="Answer">The shop's words to the buyer; may be empty.</param>
/// <param name="AnsweredAt">When the shop answered; null while it is open.</param>
public sealed record ReportView(Guid Id, OrderId OrderId, KeyId KeyId, string Note, DateTimeOffset ReportedAt, ReportState State, string Answer, DateTimeOffset? AnsweredAt);

/// <summary>Reports that the shop has not answered.</summary>
/// <param name="Count">How many.</param>
/// <param name="Since">Since when the oldest one waits.</param>
public sealed record ReportsWaiting(int Count, DateTimeOffset Since);

/// <summary>Reads problem reports for pages.</summary>
public sealed class ProblemReports(Database database)
{
    private const int ListMax = 200;

    /// <summary>The reports of one order, oldest first.</summary>
    public async Task<IReadOnlyList<ReportView>> OfOrderAsync(OrderId order, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<ProblemReport>().Where(r => r.OrderId == order).OrderBy(r => r.Id).Select(FromRow).ToListAsync(ct);
    }

    /// <summary>The shop's open reports, those that wait longest first, at most 200.</summary>
    public async Task<IReadOnlyList<ReportView>> OpenAsync(ShopId shop, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<ProblemReport>().Where(r => r.ShopId == shop && r.State == ReportState.Open).OrderBy(r => r.ReportedAt).Take(ListMax).Select(FromRow).ToListAsync(ct);
    }

    /// <summary>How many reports of the shop are open.</summary>
    public async Task<int> CountOpenAsync(ShopId shop, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<ProblemReport>().CountAsync(r => r.ShopId == shop && r.State == ReportState.Open, ct);
    }

    /// <summary>How many reports of the shop wait, and since when; null when none does.</summary>
    public async Task<ReportsWaiting?> WaitingAsync(ShopId shop, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<ProblemReport>().Where(r => r.ShopId == shop && r.State == ReportState.Open)
            .GroupBy(r => r.ShopId).Select(all => new ReportsWaiting(all.Count(), all.Min(r => r.ReportedAt))).SingleOrDefaultAsync(ct);
    }

    /// <summary>The newest orders of the shop with a report, answered or not.</summary>
    public async Task<IReadOnlyList<OrderId>> OrdersAsync(ShopId shop, int max, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<ProblemReport>().Where(r => r.ShopId == shop).Select(r => r.OrderId).Distinct().OrderByDescending(id => id).Take(max).ToListAsync(ct);
    }

    private static System.Linq.Expressions.Expression<Func<ProblemReport, ReportView>> FromRow =>
        r => new ReportView(r.Id, r.OrderId, r.KeyId, r.Note, r.ReportedAt, r.State, r.Answer, r.AnsweredAt);
}
