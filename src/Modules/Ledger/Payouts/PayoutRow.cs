using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Ledger.Payouts;

internal sealed class PayoutRow
{
    public PayoutId Id { get; init; }

    public ShopId ShopId { get; init; }

    public long AmountMinor { get; init; }

    public required string Currency { get; init; }

    public PayoutState State { get; set; }

    /// <summary>The details it goes to: those that were valid when it was asked for, and that were approved with it.</summary>
    public Guid AccountId { get; init; }

    /// <summary>How many people of the operator's have to approve it.</summary>
    public short ApprovalsNeeded { get; init; }

    /// <summary>Who asked for it, as no approver may be: see <see cref="PayoutPerson"/>.</summary>
    public required string RequestedBy { get; init; }

    public required string RequestedByName { get; init; }

    public DateTimeOffset RequestedAt { get; init; }

    public Guid? BatchId { get; set; }

    public int Tries { get; set; }

    public DateTimeOffset? TryAt { get; set; }

    /// <summary>The bank's or provider's number of it.</summary>
    public string? TransferNo { get; set; }

    /// <summary>Why it failed, or was taken back, in somebody's words.</summary>
    public string? Why { get; set; }

    /// <summary>When the money went; stays when it comes back.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>When it was settled: sent, returned or withdrawn.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public static void AddTo(ModelBuilder model)
    {
        model.Entity<PayoutRow>(row =>
        {
            row.ToTable("ledger_payouts", table => table.HasCheckConstraint("ck_ledger_payouts_amount", "amount_minor > 0"));
            row.HasIndex(r => new { r.ShopId, r.Id });
            row.HasIndex(r => r.BatchId).HasFilter("batch_id is not null").HasDatabaseName("ix_ledger_payouts_batch");
            row.HasIndex(r => r.TryAt).HasFilter("try_at is not null").HasDatabaseName("ix_ledger_payouts_due");
            row.HasIndex(r => new { r.State, r.Id }).HasFilter("state in (0, 1, 2, 3, 7)").HasDatabaseName("ix_ledger_payouts_open");
        });
        model.Entity<PayoutApprovalRow>(row =>
        {
            row.ToTable("ledger_payout_approvals");
            // One person approves once: the second pair of eyes is a second person.
            row.HasKey(r => new { r.PayoutId, r.Person });
        });
        model.Entity<PayoutTermsRow>(row =>
        {
            row.ToTable("ledger_payout_terms");
            row.HasKey(r => r.ShopId);
            row.HasIndex(r => r.NextAt).HasFilter("next_at is not null").HasDatabaseName("ix_ledger_payout_terms_due");
        });
    }
}

/// <summary>That somebody approved a pay-out.</summary>
internal sealed class PayoutApprovalRow
{
    public PayoutId PayoutId { get; init; }

    public required string Person { get; init; }

    public required string Name { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>How a shop is paid out; its row is also what every change of its pay-outs locks first.</summary>
internal sealed class PayoutTermsRow
{
    public ShopId ShopId { get; init; }

    public int? Days { get; set; }

    public int? ReservePercent { get; set; }

    public PayoutSchedule Schedule { get; set; }

    public DateTimeOffset? NextAt { get; set; }
}
