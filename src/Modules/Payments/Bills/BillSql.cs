using Diner.Data.Sql;
using Diner.Kernel;

namespace Diner.Payments.Bills;

/// <summary>What comparing a bill reads and writes, a slice of lines at a time.</summary>
internal static class BillSql
{
    private static readonly SqlText FindPayments = new(
        """
        select p.provider_transaction_id, p.id, p.amount_minor, p.currency, p.channel_fee_minor
        from unnest($1::uuid[], $2::text[]) as n(channel_id, reference)
        join payments_payments p on p.channel_id = n.channel_id and p.provider_transaction_id = n.reference
        """,
        """
        select provider_transaction_id, id, amount_minor, currency, channel_fee_minor
        from payments_payments where channel_id = $1 and provider_transaction_id = $2
        """);

    private static readonly SqlText FindRefunds = new(
        """
        select n.reference, r.id, r.amount_minor, r.currency, r.channel_fee_returned_minor, r.refund_no
        from unnest($1::uuid[], $2::text[]) as n(channel_id, reference)
        join payments_refunds r on r.channel_id = n.channel_id and (r.refund_no = n.reference or r.provider_refund_id = n.reference)
        """,
        """
        select $2, id, amount_minor, currency, channel_fee_returned_minor, refund_no
        from payments_refunds where channel_id = $1 and (refund_no = $2 or provider_refund_id = $2)
        """);

    private static readonly SqlText Bill = new(
        """
        insert into payments_billed (channel_id, is_refund, reference, bill_id)
        select * from unnest($1::uuid[], $2::boolean[], $3::text[], $4::uuid[])
        on conflict do nothing
        """,
        "insert into payments_billed (channel_id, is_refund, reference, bill_id) values ($1, $2, $3, $4) on conflict do nothing");

    private static readonly SqlText Differ = new(
        """
        insert into payments_differences (
            id, shop_id, channel_id, bill_id, kind, is_refund, reference, order_no, payment_id, refund_id, currency,
            ours_minor, theirs_minor, our_fee_minor, their_fee_minor, moved_at, found_at, state)
        select *, 0 from unnest(
            $1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::smallint[], $6::boolean[], $7::text[], $8::text[], $9::uuid[], $10::uuid[], $11::text[],
            $12::bigint[], $13::bigint[], $14::bigint[], $15::bigint[], $16::timestamptz[], $17::timestamptz[])
        on conflict do nothing
        """,
        """
        insert into payments_differences (
            id, shop_id, channel_id, bill_id, kind, is_refund, reference, order_no, payment_id, refund_id, currency,
            ours_minor, theirs_minor, our_fee_minor, their_fee_minor, moved_at, found_at, state)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 0)
        on conflict do nothing
        """);

    private static readonly SqlText PaymentsNotBilled =
        """
        select p.id, p.provider_transaction_id, p.order_no, p.amount_minor, p.currency, p.recorded_at
        from payments_payments p
        where p.id > $2 and p.id < $3 and p.channel_id = $1 and p.source <> 2 and p.amount_minor is not null and p.recorded_at >= $4 and p.recorded_at < $5
          and not exists (select 1 from payments_billed b where b.channel_id = p.channel_id and b.is_refund = false and b.reference = p.provider_transaction_id)
        order by p.id
        limit $6
        """;

    private static readonly SqlText RefundsNotBilled =
        """
        select r.id, r.refund_no, p.order_no, r.amount_minor, r.currency, r.ended_at
        from payments_refunds r join payments_payments p on p.id = r.payment_id
        where r.id > $2 and r.channel_id = $1 and r.state = 2 and r.ended_at >= $3 and r.ended_at < $4
          and not exists (select 1 from payments_billed b where b.channel_id = r.channel_id and b.is_refund = true and b.reference = r.refund_no)
        order by r.id
        limit $5
        """;

    // What was missing in an earlier bill has come in a later one.
    private static readonly SqlText Vanish =
        """
        update payments_differences
        set state = 1, ended_at = $2, ended_by = 'bill', how = 'a later bill has it'
        where channel_id = $1 and state = 0 and kind = 0
          and exists (
            select 1 from payments_billed b
            where b.channel_id = payments_differences.channel_id and b.is_refund = payments_differences.is_refund and b.reference = payments_differences.reference)
        """;

    // What we knew nothing of has been told to us since.
    private static readonly SqlText VanishKnown =
        """
        update payments_differences
        set state = 1, ended_at = $2, ended_by = 'bill', how = 'the payment has been told since'
        where channel_id = $1 and state = 0 and kind = 1 and is_refund = false
          and exists (
            select 1 from payments_payments p
            where p.channel_id = payments_differences.channel_id and p.provider_transaction_id = payments_differences.reference and p.amount_minor = payments_differences.theirs_minor)
        """;

    public static SqlRows<OurRecord> AddPaymentsTo(SqlBatch batch, ChannelId channel, IReadOnlyList<string> references) => batch.ReadRows(
        FindPayments, row => OurRecordOf(row) with { Payment = row.Id<PaymentId>(1), Number = row.Text(0) }, Channels(channel, references.Count), references.ToArray());

    public static SqlRows<OurRecord> AddRefundsTo(SqlBatch batch, ChannelId channel, IReadOnlyList<string> references) => batch.ReadRows(
        FindRefunds, row => OurRecordOf(row) with { Refund = row.Id<RefundId>(1), Number = row.Text(5) }, Channels(channel, references.Count), references.ToArray());

    public static void AddBilledTo(SqlBatch batch, BillRecord bill, IReadOnlyList<(bool IsRefund, string Reference)> billed) => batch.InsertRows(
        Bill,
        Channels(bill.ChannelId, billed.Count),
        billed.Select(b => b.IsRefund).ToArray(),
        billed.Select(b => b.Reference).ToArray(),
        billed.Select(_ => bill.Id).ToArray());

    public static void AddDifferencesTo(SqlBatch batch, BillRecord bill, IReadOnlyList<DifferenceRow> rows) => batch.InsertRows(
        Differ,
        rows.Select(d => d.Id).ToArray(),
        rows.Select(_ => bill.ShopId.Value).ToArray(),
        Channels(bill.ChannelId, rows.Count),
        rows.Select(_ => bill.Id).ToArray(),
        rows.Select(d => (short)d.Kind).ToArray(),
        rows.Select(d => d.IsRefund).ToArray(),
        rows.Select(d => d.Reference).ToArray(),
        rows.Select(d => d.OrderNo).ToArray(),
        rows.Select(d => d.PaymentId?.Value).ToArray(),
        rows.Select(d => d.RefundId?.Value).ToArray(),
        rows.Select(d => d.Currency).ToArray(),
        rows.Select(d => d.OursMinor).ToArray(),
        rows.Select(d => d.TheirsMinor).ToArray(),
        rows.Select(d => d.OurFeeMinor).ToArray(),
        rows.Select(d => d.TheirFeeMinor).ToArray(),
        rows.Select(d => d.MovedAt).ToArray(),
        rows.Select(d => d.FoundAt).ToArray());

    /// <summary>Payments that were recorded in the bill's time and that no bill of the channel has, in the order of ids.</summary>
    public static SqlRows<UnbilledRow> AddUnbilledPaymentsTo(SqlBatch batch, BillRecord bill, Guid after, int take) => batch.Read(
        PaymentsNotBilled, UnbilledRow.Of, bill.ChannelId.Value, after, IdSource.FirstAt(bill.ToAt + UnbilledRow.ClockSlack), bill.FromAt, bill.ToAt, take);

    /// <summary>The same of refunds.</summary>
    public static SqlRows<UnbilledRow> AddUnbilledRefundsTo(SqlBatch batch, BillRecord bill, Guid after, int take) => batch.Read(
        RefundsNotBilled, UnbilledRow.Of, bill.ChannelId.Value, after, bill.FromAt, bill.ToAt, take);

    /// <summary>Ends the open differences of a channel that are none any more.</summary>
    public static void AddVanishTo(SqlBatch batch, ChannelId channel, DateTimeOffset now)
    {
        batch.Run(Vanish, channel.Value, now);
        batch.Run(VanishKnown, channel.Value, now);
    }

    private static OurRecord OurRecordOf(SqlRow row) => new(row.Text(0), row.LongOrNull(2) is { } minor ? new Money(minor, CurrencyCode.Parse(row.Text(3))) : null, row.Long(4));

    private static Guid[] Channels(ChannelId channel, int count)
    {
        var channels = new Guid[count];
        Array.Fill(channels, channel.Value);
        return channels;
    }
}

/// <summary>A movement of ours that no bill has.</summary>
internal sealed record UnbilledRow(Guid Id, string Reference, string OrderNo, Money Amount, DateTimeOffset At)
{
    /// <summary>A record's id is made a little before its time is written, by the clock of one node.</summary>
    public static readonly TimeSpan ClockSlack = TimeSpan.FromHours(1);

    public static UnbilledRow Of(SqlRow row) => new(row.Guid(0), row.Text(1), row.Text(2), new Money(row.Long(3), CurrencyCode.Parse(row.Text(4))), row.Time(5));
}
