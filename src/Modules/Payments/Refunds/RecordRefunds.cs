using Diner.Data.Sql;
using Diner.Kernel;
using Diner.Payments.Channels;

namespace Diner.Payments.Refunds;

/// <summary>
/// Writes a refund down and takes its amount off what may still go back. The payment's row guards: an update that would give back more than was
/// paid touches no row and fails the batch.
/// </summary>
public static class RecordRefunds
{
    private static readonly SqlText Insert =
        """
        insert into payments_refunds (
            id, shop_id, channel_id, payment_id, order_id, refund_no, amount_minor, currency, fee_returned_minor, charge_returned_minor, channel_fee_returned_minor,
            reason, requested_by, requested_at, state, tries, try_at, why, provider_refund_id, ended_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 0, $16, $17, $18, $19)
        """;

    private static readonly SqlText Promise = new(
        """
        update payments_payments p
        set refunded_minor = p.refunded_minor + n.amount, outcome = case when p.outcome = 2 and p.refunded_minor + n.amount = p.amount_minor then 3 when p.outcome = 3 and n.amount < 0 then 2 else p.outcome end
        from unnest($1::uuid[], $2::bigint[]) as n(id, amount)
        where p.id = n.id and p.refunded_minor + n.amount between 0 and p.amount_minor
        """,
        """
        update payments_payments
        set refunded_minor = refunded_minor + $2, outcome = case when outcome = 2 and refunded_minor + $2 = amount_minor then 3 when outcome = 3 and $2 < 0 then 2 else outcome end
        where id = $1 and refunded_minor + $2 between 0 and amount_minor
        """);

    /// <summary>Adds both to the batch. Money that belonged to no order and went back whole is dealt with.</summary>
    public static void AddTo(SqlBatch batch, NewRefund refund)
    {
        Invariant.Require(refund.Amount.AmountMinor > 0);
        var payment = refund.Payment;
        batch.Run(
            Insert, refund.Id.Value, payment.ShopId.Value, payment.ChannelId.Value, payment.Id.Value, payment.OrderId?.Value, RefundNumbers.Of(refund.Id),
            refund.Amount.AmountMinor, refund.Amount.Currency.Code, refund.FeeReturnedMinor, refund.ChargeReturnedMinor, refund.ChannelFeeReturnedMinor,
            refund.Reason, refund.RequestedBy, refund.At,
            (short)refund.State, refund.State == RefundState.Due ? refund.At : null, refund.ByHandBecause, refund.SentAs, refund.SentAs is null ? null : refund.At);
        Move(batch, payment.Id, refund.Amount.AmountMinor);
    }

    /// <summary>Takes a promise back: the amount may be given back again, and money that belongs to no order waits for a person again.</summary>
    public static void TakeBack(SqlBatch batch, PaymentId payment, Money amount) => Move(batch, payment, -amount.AmountMinor);

    private static void Move(SqlBatch batch, PaymentId payment, long minor) => batch.WriteRows(Promise, 1, new[] { payment.Value }, new[] { minor });
}

/// <summary>Our numbers of refunds at channels: 32 hexadecimal digits, the refund's id.</summary>
public static class RefundNumbers
{
    /// <summary>The number of a refund, see <see cref="RefundRequest.RefundNo"/>.</summary>
    public static string Of(RefundId id) => id.Value.ToString("N");

    /// <summary>The refund of a number; null when it is none of ours.</summary>
    public static RefundId? TryParse(string? number) => Guid.TryParseExact(number, "N", out var id) ? new RefundId(id) : null;
}
