using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Diner.Ledger.Balances;

/// <summary>What was moved on one account over some time.</summary>
/// <param name="Account">Which account.</param>
/// <param name="Owner">Whose.</param>
/// <param name="Currency">In which currency.</param>
/// <param name="DebitMinor">All debits, minor units.</param>
/// <param name="CreditMinor">All credits, minor units.</param>
public sealed record AccountFigures(AccountKind Account, Guid Owner, CurrencyCode Currency, long DebitMinor, long CreditMinor)
{
    /// <summary>Debits less credits.</summary>
    public long BalanceMinor => DebitMinor - CreditMinor;
}

/// <summary>Reads balances: what was folded and what was not yet, in one statement, so that both belong to one moment. Never reads entries.</summary>
public sealed class Balances(Database database)
{
    /// <summary>
    /// Every account with its debits and credits until then, or until now: the trial balance. All of them sum to zero in each currency.
    /// </summary>
    /// <param name="until">Only quarters of an hour that began before it; null for all.</param>
    /// <param name="ct">Cancels it.</param>
    public Task<IReadOnlyList<AccountFigures>> TrialAsync(DateTimeOffset? until, CancellationToken ct) => SumAsync(rows => rows.Where(r => until == null || r.Slot < until), ct);

    /// <summary>The accounts of one owner over a stretch of time; both ends may be left open.</summary>
    public Task<IReadOnlyList<AccountFigures>> OfAsync(Guid owner, DateTimeOffset? from, DateTimeOffset? until, CancellationToken ct) =>
        SumAsync(rows => rows.Where(r => r.OwnerId == owner && (from == null || r.Slot >= from) && (until == null || r.Slot < until)), ct);

    /// <summary>What was moved on one account of an owner in each quarter of an hour of a stretch of time, oldest first.</summary>
    public async Task<IReadOnlyList<(DateTimeOffset Slot, AccountFigures Figures)>> SlotsAsync(AccountKind account, Guid owner, DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        await using var db = database.Read();
        var rows = await Moved(db).Where(r => r.Account == account && r.OwnerId == owner && r.Slot >= from && r.Slot < until)
            .GroupBy(r => new { r.Currency, r.Slot })
            .Select(g => new { g.Key.Currency, g.Key.Slot, Debit = g.Sum(r => r.DebitMinor), Credit = g.Sum(r => r.CreditMinor) })
            .OrderBy(r => r.Slot).ToListAsync(ct);
        return [.. rows.Select(r => (r.Slot, new AccountFigures(account, owner, CurrencyCode.Parse(r.Currency), r.Debit, r.Credit)))];
    }

    private async Task<IReadOnlyList<AccountFigures>> SumAsync(Func<IQueryable<Moved>, IQueryable<Moved>> choose, CancellationToken ct)
    {
        await using var db = database.Read();
        var rows = await choose(Moved(db)).GroupBy(r => new { r.Account, r.OwnerId, r.Currency })
            .Select(g => new { g.Key.Account, g.Key.OwnerId, g.Key.Currency, Debit = g.Sum(r => r.DebitMinor), Credit = g.Sum(r => r.CreditMinor) })
            .ToListAsync(ct);
        return [.. rows.OrderBy(r => r.Account).ThenBy(r => r.OwnerId).Select(r => new AccountFigures(r.Account, r.OwnerId, CurrencyCode.Parse(r.Currency), r.Debit, r.Credit))];
    }

    private static IQueryable<Moved> Moved(DinerDb db) =>
        db.Set<BalanceRow>().Select(r => new Moved { Account = r.Account, OwnerId = r.OwnerId, Currency = r.Currency, Slot = r.Slot, DebitMinor = r.DebitMinor, CreditMinor = r.CreditMinor })
            .Concat(db.Set<DeltaRow>().Select(r => new Moved { Account = r.Account, OwnerId = r.OwnerId, Currency = r.Currency, Slot = r.Slot, DebitMinor = r.DebitMinor, CreditMinor = r.CreditMinor }));
}

/// <summary>A row of either table.</summary>
internal sealed class Moved
{
    public AccountKind Account { get; init; }

    public Guid OwnerId { get; init; }

    public required string Currency { get; init; }

    public DateTimeOffset Slot { get; init; }

    public long DebitMinor { get; init; }

    public long CreditMinor { get; init; }
}
