using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Ledger.Destinations;

internal sealed class DestinationRow
{
    public Guid Id { get; init; }

    public ShopId ShopId { get; init; }

    public DestinationKind Kind { get; init; }

    /// <summary>A <see cref="PayoutDestination"/>, sealed: AES-256-GCM, tied to this row.</summary>
    public required byte[] Details { get; init; }

    public required string Masked { get; init; }

    public required string SetBy { get; init; }

    public DateTimeOffset SetAt { get; init; }

    /// <summary>When pay-outs may go to it.</summary>
    public DateTimeOffset ValidFrom { get; init; }

    /// <summary>When it was taken back before that; it is never valid then.</summary>
    public DateTimeOffset? CancelledAt { get; set; }

    public static void AddTo(ModelBuilder model) => model.Entity<DestinationRow>(row =>
    {
        row.ToTable("ledger_payout_destinations");
        row.HasIndex(r => new { r.ShopId, r.Id });
    });
}
