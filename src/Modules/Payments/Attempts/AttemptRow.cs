using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Payments.Attempts;

/// <summary>A payment that was opened at a provider which can be asked about it.</summary>
internal sealed class AttemptRow
{
    public ChannelId ChannelId { get; init; }

    public required string OrderNo { get; init; }

    public ShopId ShopId { get; init; }

    public long AmountMinor { get; init; }

    public required string Currency { get; init; }

    /// <summary>The provider's own name of it, see <see cref="Channels.PayTarget.Reference"/>.</summary>
    public string? Reference { get; set; }

    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>When the order's hold ends: from then on the payment is closed, when the provider can.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How often it was asked about since it was opened.</summary>
    public int Asked { get; set; }

    /// <summary>When to ask next; null when nothing more is to be learnt.</summary>
    public DateTimeOffset? AskAt { get; set; }

    public static void AddTo(ModelBuilder model) => model.Entity<AttemptRow>(row =>
    {
        row.ToTable("payments_attempts");
        row.HasKey(r => new { r.OrderNo, r.ChannelId });
        row.HasIndex(r => r.AskAt).HasFilter("ask_at is not null").HasDatabaseName("ix_payments_attempts_due");
    });
}
