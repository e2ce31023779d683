using Diner.Data.Sql;
using Diner.Kernel;

namespace Diner.Payments.Refunds;

/// <summary>A refund that is to be asked for, or was: locked in the reading transaction.</summary>
/// <param name="Id">The refund.</param>
/// <param name="ShopId">Whose.</param>
/// <param name="ChannelId">Through which channel it goes.</param>
/// <param name="PaymentId">Of which payment.</param>
/// <param name="OrderId">Of which order, when there is one.</param>
public sealed record LockedRefund(RefundId Id, ShopId ShopId, ChannelId ChannelId, PaymentId PaymentId, OrderId? OrderId)
{
    /// <summary>Where it stands.</summary>
    public RefundState State { get; init; }

    /// <summary>How much.</summary>
    public Money Amount { get; init; }

    /// <summary>What of the platform's share the merchant gets back.</summary>
    public long FeeReturnedMinor { get; init; }

    /// <summary>What of the charge for the channel the merchant gets back.</summary>
    public long ChargeReturnedMinor { get; init; }

    /// <summary>What the channel gives back of its own fee.</summary>
    public long ChannelFeeReturnedMinor { get; init; }

    /// <summary>True while the money has not gone.</summary>
    public bool IsOpen => State is RefundState.Due or RefundState.Processing or RefundState.NeedsPerson;
}

/// <summary>Where a refund goes next.</summary>
/// <param name="To">The state.</param>
/// <param name="TryAt">When the channel is asked next; null when it is not.</param>
/// <param name="ProviderRefundId">The provider's number, when it is known by now.</param>
/// <param name="Why">What went wrong or how it was done; null when nothing is to be said.</param>
public sealed record RefundMove(RefundState To, DateTimeOffset? TryAt = null, string? ProviderRefundId = null, string? Why = null);

/// <summary>Locks refunds and moves them by compare-and-set.</summary>
public static class MoveRefunds
{
    private const string Columns =
        """
        select id, shop_id, channel_id, payment_id, order_id, state, amount_minor, currency, fee_returned_minor, charge_returned_minor, channel_fee_returned_minor
        from payments_refunds where id = $1
        """;

    private static readonly SqlText Lock = new(Columns + " for update", Columns);

    private static readonly SqlText Update = new(
        """
        update payments_refunds r
        set state = m.next, try_at = m.try_at,
            provider_refund_id = coalesce(m.provider_refund_id, r.provider_refund_id), why = coalesce(m.why, r.why), ended_at = m.ended_at
        from unnest($1::uuid[], $2::smallint[], $3::smallint[], $4::timestamptz[], $5::text[], $6::text[], $7::timestamptz[])
            as m(id, previous, next, try_at, provider_refund_id, why, ended_at)
        where r.id = m.id and r.state = m.previous
        """,
        """
        update payments_refunds
        set state = $3, try_at = $4,
            provider_refund_id = coalesce($5, provider_refund_id), why = coalesce($6, why), ended_at = $7
        where id = $1 and state = $2
        """);

    /// <summary>Adds the lock to the batch; no row for an unknown refund.</summary>
    public static SqlRows<LockedRefund> AddLockTo(SqlBatch batch, RefundId refund) => batch.Read(Lock, Map, refund.Value);

    /// <summary>Adds the move to the batch: a refund that is no longer where it was read fails it.</summary>
    public static void AddTo(SqlBatch batch, LockedRefund refund, RefundMove move, DateTimeOffset now) => batch.WriteRows(
        Update, 1,
        new[] { refund.Id.Value }, new[] { (short)refund.State }, new[] { (short)move.To }, new[] { move.TryAt }, new[] { move.ProviderRefundId }, new[] { move.Why },
        new[] { move.To is RefundState.Done or RefundState.DoneByHand or RefundState.Withdrawn ? now : (DateTimeOffset?)null });

    private static LockedRefund Map(SqlRow row) => new(row.Id<RefundId>(0), row.Id<ShopId>(1), row.Id<ChannelId>(2), row.Id<PaymentId>(3), row.IdOrNull<OrderId>(4))
    {
        State = (RefundState)row.Short(5),
        Amount = new Money(row.Long(6), CurrencyCode.Parse(row.Text(7))),
        FeeReturnedMinor = row.Long(8),
        ChargeReturnedMinor = row.Long(9),
        ChannelFeeReturnedMinor = row.Long(10),
    };
}
