using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Ledger.Payouts;

/// <summary>Sets how one shop is paid out: the operator what is agreed, the merchant when.</summary>
public sealed class SetPayoutTerms(Database database, AuditTrail audit, TimeProvider clock)
{
    private const int ShopsMax = 100;

    /// <summary>The shop's terms.</summary>
    public async Task<PayoutTerms> OfAsync(ShopId shop, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<PayoutTermsRow>().SingleOrDefaultAsync(row => row.ShopId == shop, ct) is { } row ? View(row) : PayoutTerms.OfTheHouse;
    }

    /// <summary>What is agreed, in place of the house's rules; null goes by them. <see cref="ProblemCode.InvalidRequest"/> with the field.</summary>
    public Task<Problem?> AgreeAsync(Actor actor, ShopId shop, (int? Days, int? ReservePercent) agreed, CancellationToken ct) =>
        ChangeAsync(actor, shop, "payout.terms_set", row => (row.Days, row.ReservePercent) = agreed, ct);

    /// <summary>When the shop is paid out without asking.</summary>
    public Task<Problem?> ScheduleAsync(Actor actor, ShopId shop, PayoutSchedule schedule, TimeZoneInfo zone, CancellationToken ct) =>
        ChangeAsync(actor, shop, "payout.scheduled", row => (row.Schedule, row.NextAt) = (schedule, PayoutTerms.NextAfter(schedule, clock.GetUtcNow(), zone)), ct);

    /// <summary>Shops that are to be paid out now, those that wait longest first.</summary>
    public async Task<IReadOnlyList<ShopId>> DueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Read();
        return await db.Set<PayoutTermsRow>().Where(row => row.NextAt <= now).OrderBy(row => row.NextAt).Take(ShopsMax).Select(row => row.ShopId).ToListAsync(ct);
    }

    private async Task<Problem?> ChangeAsync(Actor actor, ShopId shop, string action, Action<PayoutTermsRow> change, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var before = await LockPayouts.RunAsync(work, shop, ct);
        var row = await work.Db.Set<PayoutTermsRow>().SingleAsync(r => r.ShopId == shop, ct);
        change(row);
        if (View(row).Check() is { } problem)
            return problem;
        await audit.AddAsync(work, actor, new AuditEntry(action, shop.Value.ToString("N")) { Shop = shop, SubjectId = shop.Value, Before = before, After = View(row) }, ct);
        await work.CommitAsync(ct);
        return null;
    }

    private static PayoutTerms View(PayoutTermsRow row) => new(row.Days, row.ReservePercent, row.Schedule, row.NextAt);
}
