using Diner.Data.Sql;
using Diner.Kernel;
using Diner.Payments.Notifications;
using Diner.Payments.Refunds;

namespace Diner.Payments.Disputes;

/// <summary>A dispute, locked in the reading transaction.</summary>
/// <param name="Id">The dispute.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="Amount">How much is disputed.</param>
public sealed record LockedDispute(Guid Id, DisputeStage Stage, Money Amount);

/// <summary>A dispute to be written down.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Payment">The payment that is disputed, locked.</param>
/// <param name="Amount">How much of it.</param>
/// <param name="News">What was told first.</param>
public sealed record NewDispute(Guid Id, LockedPayment Payment, Money Amount, DisputeNews News);

/// <summary>Finds the payment a dispute is about, and writes disputes down once each.</summary>
public static class RecordDisputes
{
    private static readonly SqlText FindPayment = "select id, order_no from payments_payments where channel_id = $1 and provider_transaction_id = $2";

    private const string Columns = "select id, stage, amount_minor, currency from payments_disputes where channel_id = $1 and provider_dispute_id = $2";

    private static readonly SqlText Lock = new(Columns + " for update", Columns);

    private static readonly SqlText Insert =
        """
        insert into payments_disputes (id, shop_id, channel_id, provider_dispute_id, payment_id, order_id, order_no, amount_minor, currency, stage, reason, answer_by, raw, opened_at, ended_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        """;

    private static readonly SqlText Update = "update payments_disputes set stage = $2, ended_at = $3 where id = $1";

    /// <summary>Adds the search for the disputed payment to the batch.</summary>
    public static SqlRows<(PaymentId Payment, string OrderNo)> AddSearchTo(SqlBatch batch, DisputeNews news) =>
        batch.Read(FindPayment, row => (row.Id<PaymentId>(0), row.Text(1)), news.ChannelId.Value, news.TransactionId);

    /// <summary>Adds the lock of the dispute to the batch; no row for one we have not heard of.</summary>
    public static SqlRows<LockedDispute> AddLockTo(SqlBatch batch, DisputeNews news) => batch.Read(
        Lock, row => new LockedDispute(row.Guid(0), (DisputeStage)row.Int(1), new Money(row.Long(2), CurrencyCode.Parse(row.Text(3)))), news.ChannelId.Value, news.DisputeId);

    /// <summary>Adds a new dispute to the batch; one that another transaction has written meanwhile fails it.</summary>
    public static void AddTo(SqlBatch batch, NewDispute dispute, DateTimeOffset now)
    {
        var (id, payment, amount, news) = dispute;
        batch.Run(
            Insert, id, payment.ShopId.Value, payment.ChannelId.Value, news.DisputeId, payment.Id.Value, payment.OrderId?.Value, payment.OrderNo, amount.AmountMinor, amount.Currency.Code,
            (int)news.Stage, news.Reason, news.AnswerBy, news.Raw, now, Ended(news.Stage, now));
    }

    /// <summary>Adds the next stage of a known dispute to the batch.</summary>
    public static void Move(SqlBatch batch, LockedDispute dispute, DisputeStage stage, DateTimeOffset now) => batch.Run(Update, dispute.Id, (int)stage, Ended(stage, now));

    private static DateTimeOffset? Ended(DisputeStage stage, DateTimeOffset now) => stage == DisputeStage.Opened ? null : now;
}
