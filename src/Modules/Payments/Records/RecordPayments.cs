using Diner.Data.Sql;
using Diner.Kernel;
using Diner.Payments.Notifications;

namespace Diner.Payments.Records;

/// <summary>A payment to be written down.</summary>
public sealed record PaymentRecord
{
    /// <summary>Its id.</summary>
    public required PaymentId Id { get; init; }

    /// <summary>Whose channel received it.</summary>
    public required ShopId ShopId { get; init; }

    /// <summary>The order it is of, when it names one of this channel.</summary>
    public required OrderId? OrderId { get; init; }

    /// <summary>What was verified.</summary>
    public required VerifiedPayment Payment { get; init; }

    /// <summary>The currency it was read in.</summary>
    public required CurrencyCode Currency { get; init; }

    /// <summary>What became of it.</summary>
    public required PaymentOutcome Outcome { get; init; }

    /// <summary>What the channel keeps of it, as far as we know.</summary>
    public long ChannelFeeMinor { get; init; }

    /// <summary>What of that is charged to the merchant, or was to the buyer.</summary>
    public long ChargedMinor { get; init; }

    /// <summary>How we came to know.</summary>
    public required PaymentSource Source { get; init; }
}

/// <summary>Finds payments that were recorded before, and records new ones: once by channel and provider transaction.</summary>
public static class RecordPayments
{
    private static readonly SqlText Find = new(
        """
        select p.channel_id, p.provider_transaction_id
        from unnest($1::uuid[], $2::text[]) as n(channel_id, provider_transaction_id)
        join payments_payments p on p.channel_id = n.channel_id and p.provider_transaction_id = n.provider_transaction_id
        """,
        "select channel_id, provider_transaction_id from payments_payments where channel_id = $1 and provider_transaction_id = $2");

    private static readonly SqlText Insert = new(
        """
        insert into payments_payments (id, shop_id, channel_id, provider_transaction_id, order_no, order_id, amount_minor, currency, outcome, source, raw, recorded_at, channel_fee_minor, charged_minor)
        select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::bigint[], $8::text[], $9::smallint[], $10::smallint[], $11::text[], $12::timestamptz[], $13::bigint[], $14::bigint[])
        """,
        """
        insert into payments_payments (id, shop_id, channel_id, provider_transaction_id, order_no, order_id, amount_minor, currency, outcome, source, raw, recorded_at, channel_fee_minor, charged_minor)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        """);

    /// <summary>Adds the search to the batch.</summary>
    public static SqlRows<(ChannelId Channel, string TransactionId)> AddSearchTo(SqlBatch batch, IReadOnlyList<VerifiedPayment> payments) => batch.ReadRows(
        Find,
        row => (row.Id<ChannelId>(0), row.Text(1)),
        payments.Select(p => p.ChannelId.Value).ToArray(),
        payments.Select(p => p.ProviderTransactionId).ToArray());

    /// <summary>Adds the records to the batch. One that another transaction has written meanwhile fails it.</summary>
    public static void AddTo(SqlBatch batch, IReadOnlyList<PaymentRecord> records, DateTimeOffset now) => batch.InsertRows(
        Insert,
        records.Select(r => r.Id.Value).ToArray(),
        records.Select(r => r.ShopId.Value).ToArray(),
        records.Select(r => r.Payment.ChannelId.Value).ToArray(),
        records.Select(r => r.Payment.ProviderTransactionId).ToArray(),
        records.Select(r => r.Payment.OrderNo).ToArray(),
        records.Select(r => r.OrderId?.Value).ToArray(),
        records.Select(r => r.Payment.Amount?.AmountMinor).ToArray(),
        records.Select(r => r.Currency.Code).ToArray(),
        records.Select(r => (short)r.Outcome).ToArray(),
        records.Select(r => (short)r.Source).ToArray(),
        records.Select(r => r.Payment.Raw).ToArray(),
        records.Select(_ => now).ToArray(),
        records.Select(r => r.ChannelFeeMinor).ToArray(),
        records.Select(r => r.ChargedMinor).ToArray());
}
