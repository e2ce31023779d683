using Diner.Ledger.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Diner.Ledger.Balances;

/// <summary>What one batch of postings moved on one account.</summary>
internal sealed class DeltaRow
{
    public Guid BatchId { get; init; }

    public AccountKind Account { get; init; }

    public Guid OwnerId { get; init; }

    public required string Currency { get; init; }

    public DateTimeOffset Slot { get; init; }

    public long DebitMinor { get; init; }

    public long CreditMinor { get; init; }
}

/// <summary>What was moved on one account in a quarter of an hour.</summary>
internal sealed class BalanceRow
{
    public AccountKind Account { get; init; }

    public Guid OwnerId { get; init; }

    public required string Currency { get; init; }

    public DateTimeOffset Slot { get; init; }

    public long DebitMinor { get; init; }

    public long CreditMinor { get; init; }

    public static void AddTo(ModelBuilder model)
    {
        model.Entity<DeltaRow>(row =>
        {
            row.ToTable("ledger_deltas");
            row.HasKey(r => new { r.BatchId, r.Account, r.OwnerId, r.Currency });
        });
        model.Entity<BalanceRow>(row =>
        {
            row.ToTable("ledger_balances");
            row.HasKey(r => new { r.Account, r.OwnerId, r.Currency, r.Slot });
        });
    }
}
