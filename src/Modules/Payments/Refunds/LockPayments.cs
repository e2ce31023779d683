using Diner.Data.Sql;
using Diner.Kernel;
using Diner.Payments.Records;

namespace Diner.Payments.Refunds;

/// <summary>A payment, locked in the reading transaction: nobody else promises money of it back before that ends.</summary>
/// <param name="Id">The payment.</param>
/// <param name="ShopId">Whose channel received it.</param>
/// <param name="ChannelId">Through which channel it came, and goes back.</param>
/// <param name="TransactionId">The provider's number of it.</param>
/// <param name="Amount">What came; null when that could not be read.</param>
public sealed record LockedPayment(PaymentId Id, ShopId ShopId, ChannelId ChannelId, string TransactionId, Money? Amount)
{
    /// <summary>The order number it named.</summary>
    public required string OrderNo { get; init; }

    /// <summary>The order it belongs to, when it does to one.</summary>
    public OrderId? OrderId { get; init; }

    /// <summary>What became of it.</summary>
    public PaymentOutcome Outcome { get; init; }

    /// <summary>How we came to know of it.</summary>
    public PaymentSource Source { get; init; }

    /// <summary>What was promised back already, minor units.</summary>
    public long RefundedMinor { get; init; }

    /// <summary>What the channel keeps of it, as far as we know.</summary>
    public long ChannelFeeMinor { get; init; }

    /// <summary>What of that was charged.</summary>
    public long ChargedMinor { get; init; }

    /// <summary>What may still go back; null when the amount could not be read.</summary>
    public Money? Refundable => Amount is { } paid ? paid with { AmountMinor = paid.AmountMinor - RefundedMinor } : null;
}

/// <summary>Locks payments. After the order, when there is one: that is everybody's order.</summary>
public static class LockPayments
{
    private const string Columns =
        """
        select id, shop_id, channel_id, provider_transaction_id, amount_minor, currency, order_no, order_id, outcome, source, refunded_minor, channel_fee_minor, charged_minor
        from payments_payments where id = $1
        """;

    private static readonly SqlText Statement = new(Columns + " for update", Columns);

    /// <summary>Adds the lock to the batch; no row for an unknown payment.</summary>
    public static SqlRows<LockedPayment> AddTo(SqlBatch batch, PaymentId payment) => batch.Read(Statement, Map, payment.Value);

    private static LockedPayment Map(SqlRow row) => new(
        row.Id<PaymentId>(0), row.Id<ShopId>(1), row.Id<ChannelId>(2), row.Text(3), row.LongOrNull(4) is { } minor ? new Money(minor, CurrencyCode.Parse(row.Text(5))) : null)
    {
        OrderNo = row.Text(6),
        OrderId = row.IdOrNull<OrderId>(7),
        Outcome = (PaymentOutcome)row.Short(8),
        Source = (PaymentSource)row.Short(9),
        RefundedMinor = row.Long(10),
        ChannelFeeMinor = row.Long(11),
        ChargedMinor = row.Long(12),
    };
}
