using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Payments.Bills;

/// <summary>A bill that was compared with our records.</summary>
internal sealed class BillRecord
{
    public Guid Id { get; init; }

    public ShopId ShopId { get; init; }

    public ChannelId ChannelId { get; init; }

    /// <summary>How it was laid out.</summary>
    public required string Format { get; init; }

    public required string FileName { get; init; }

    public required string Sha256 { get; init; }

    /// <summary>The first moment it speaks of.</summary>
    public DateTimeOffset FromAt { get; init; }

    /// <summary>The first moment after it.</summary>
    public DateTimeOffset ToAt { get; init; }

    public required string ReadBy { get; init; }

    public DateTimeOffset ReadAt { get; init; }

    /// <summary>Null while it is compared, and for ever when that broke off: such a bill is handed in again.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public int Payments { get; set; }

    public int Refunds { get; set; }

    public int Matched { get; set; }

    public int Differences { get; set; }

    public static void AddTo(ModelBuilder model) => model.Entity<BillRecord>(row =>
    {
        row.ToTable("payments_bills");
        row.HasIndex(b => new { b.ShopId, b.Id });
    });
}

/// <summary>A movement that a bill has told of, once for each channel: what is not here the channel has not billed.</summary>
internal sealed class BilledRow
{
    public ChannelId ChannelId { get; init; }

    public bool IsRefund { get; init; }

    /// <summary>Of a payment the provider's number as our record has it; of a refund the number the bill knows it by.</summary>
    public required string Reference { get; init; }

    public Guid BillId { get; init; }

    public static void AddTo(ModelBuilder model) => model.Entity<BilledRow>(row =>
    {
        row.ToTable("payments_billed");
        row.HasKey(b => new { b.ChannelId, b.IsRefund, b.Reference });
    });
}

internal sealed class DifferenceRow
{
    public Guid Id { get; init; }

    public ShopId ShopId { get; init; }

    public ChannelId ChannelId { get; init; }

    public Guid BillId { get; init; }

    public DifferenceKind Kind { get; init; }

    public bool IsRefund { get; init; }

    public required string Reference { get; init; }

    public required string OrderNo { get; init; }

    public PaymentId? PaymentId { get; init; }

    public RefundId? RefundId { get; init; }

    public required string Currency { get; init; }

    public long? OursMinor { get; init; }

    public long? TheirsMinor { get; init; }

    public long? OurFeeMinor { get; init; }

    public long? TheirFeeMinor { get; init; }

    /// <summary>When the money moved, by the bill or by our record.</summary>
    public DateTimeOffset MovedAt { get; init; }

    public DateTimeOffset FoundAt { get; init; }

    /// <summary>Who has taken it on; null for whoever of the shop's finance comes first.</summary>
    public string? Owner { get; set; }

    public DifferenceState State { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? EndedBy { get; set; }

    public string? How { get; set; }

    public static void AddTo(ModelBuilder model) => model.Entity<DifferenceRow>(row =>
    {
        row.ToTable("payments_differences");
        row.HasIndex(d => new { d.ChannelId, d.IsRefund, d.Reference, d.Kind }).IsUnique().HasDatabaseName("ux_payments_differences_of");
        row.HasIndex(d => new { d.ShopId, d.Id }).HasFilter("state = 0").HasDatabaseName("ix_payments_differences_open");
        row.HasIndex(d => d.BillId);
    });
}
