using Diner.Kernel;
using Diner.Payments.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Diner.Payments.Disputes;

internal sealed class DisputeRow
{
    public Guid Id { get; init; }

    public ShopId ShopId { get; init; }

    public ChannelId ChannelId { get; init; }

    /// <summary>The provider's number of it.</summary>
    public required string ProviderDisputeId { get; init; }

    public PaymentId PaymentId { get; init; }

    public OrderId? OrderId { get; init; }

    public required string OrderNo { get; init; }

    public long AmountMinor { get; init; }

    public required string Currency { get; init; }

    public DisputeStage Stage { get; set; }

    public required string Reason { get; init; }

    public DateTimeOffset? AnswerBy { get; init; }

    /// <summary>The first notification of it.</summary>
    public required string Raw { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    public static void AddTo(ModelBuilder model) => model.Entity<DisputeRow>(row =>
    {
        row.ToTable("payments_disputes");
        row.HasIndex(r => new { r.ChannelId, r.ProviderDisputeId }).IsUnique().HasDatabaseName("ux_payments_disputes_provider");
        row.HasIndex(r => new { r.ShopId, r.Id });
        row.HasIndex(r => r.OrderId).HasFilter("order_id is not null").HasDatabaseName("ix_payments_disputes_order");
    });
}
