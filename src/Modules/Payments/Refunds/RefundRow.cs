using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Payments.Refunds;

/// <summary>Where a refund stands with us.</summary>
public enum RefundState : short
{
    /// <summary>Promised; the channel is to be asked, or asked again.</summary>
    Due = 0,

    /// <summary>The channel has taken it on and has not said that it is through.</summary>
    Processing = 1,

    /// <summary>The money has gone back.</summary>
    Done = 2,

    /// <summary>The channel will not do it, or was asked too often: a person decides.</summary>
    NeedsPerson = 3,

    /// <summary>A person has sent the money another way.</summary>
    DoneByHand = 4,

    /// <summary>It was taken back: the buyer gets nothing, the order is as before.</summary>
    Withdrawn = 5,
}

internal sealed class RefundRow
{
    public RefundId Id { get; init; }

    public ShopId ShopId { get; init; }

    public ChannelId ChannelId { get; init; }

    public PaymentId PaymentId { get; init; }

    /// <summary>Null for a payment that belongs to no order.</summary>
    public OrderId? OrderId { get; init; }

    /// <summary>Our number of it at the channel.</summary>
    public required string RefundNo { get; init; }

    public long AmountMinor { get; init; }

    public required string Currency { get; init; }

    /// <summary>What of the platform's share the merchant gets back.</summary>
    public long FeeReturnedMinor { get; init; }

    /// <summary>What of the charge for the channel the merchant gets back.</summary>
    public long ChargeReturnedMinor { get; init; }

    /// <summary>What the channel gives back of its own fee.</summary>
    public long ChannelFeeReturnedMinor { get; init; }

    public required string Reason { get; init; }

    public required string RequestedBy { get; init; }

    public DateTimeOffset RequestedAt { get; init; }

    public RefundState State { get; set; }

    public int Tries { get; set; }

    public DateTimeOffset? TryAt { get; set; }

    public string? ProviderRefundId { get; set; }

    /// <summary>The channel's own words, or a person's, about what went wrong or how it was done.</summary>
    public string? Why { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public static void AddTo(ModelBuilder model) => model.Entity<RefundRow>(row =>
    {
        row.ToTable("payments_refunds");
        row.HasIndex(r => r.RefundNo).IsUnique().HasDatabaseName("ux_payments_refunds_no");
        row.HasIndex(r => r.PaymentId);
        row.HasIndex(r => r.OrderId).HasFilter("order_id is not null").HasDatabaseName("ix_payments_refunds_order");
        row.HasIndex(r => new { r.ShopId, r.Id });
        row.HasIndex(r => r.TryAt).HasFilter("try_at is not null").HasDatabaseName("ix_payments_refunds_due");
        row.HasIndex(r => r.Id).HasFilter("state = 3").HasDatabaseName("ix_payments_refunds_person");
    });
}
