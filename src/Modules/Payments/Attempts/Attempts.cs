using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Payments.Channels;

namespace Diner.Payments.Attempts;

/// <summary>An attempt whose provider is to be asked now.</summary>
/// <param name="Channel">Through which channel.</param>
/// <param name="Attempt">What was opened.</param>
/// <param name="ExpiresAt">When the order's hold ends.</param>
public sealed record DueAttempt(ChannelId Channel, PaymentAttempt Attempt, DateTimeOffset ExpiresAt);

/// <summary>Keeps what was opened at providers: by it a lost notification is found, and late money is known to be asked for.</summary>
public sealed class Attempts(Database database, TimeProvider clock)
{
    // Nobody else asks about it for so long; a node that dies in between costs that much.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    // Opening it again (the buyer reloads) begins the questions anew, because the buyer is there again.
    private static readonly SqlText Open =
        """
        insert into payments_attempts (order_no, channel_id, shop_id, amount_minor, currency, reference, opened_at, expires_at, asked, ask_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9)
        on conflict (order_no, channel_id) do update
        set reference = coalesce(excluded.reference, payments_attempts.reference), opened_at = excluded.opened_at, asked = 0, ask_at = excluded.ask_at
        """;

    private static readonly SqlText TakeDue = new(
        """
        update payments_attempts a set ask_at = $2
        from (select order_no, channel_id from payments_attempts where ask_at <= $1 order by ask_at limit $3 for update skip locked) d
        where a.order_no = d.order_no and a.channel_id = d.channel_id
        returning a.order_no, a.channel_id, a.amount_minor, a.currency, a.reference, a.opened_at, a.expires_at
        """,
        """
        update payments_attempts set ask_at = $2
        where rowid in (select rowid from payments_attempts where ask_at <= $1 order by ask_at limit $3)
        returning order_no, channel_id, amount_minor, currency, reference, opened_at, expires_at
        """);

    private static readonly SqlText Later = "update payments_attempts set asked = asked + 1, ask_at = $3 where order_no = $1 and channel_id = $2";

    private static readonly SqlText AskedSoFar = "select asked from payments_attempts where order_no = $1 and channel_id = $2";

    private static readonly SqlText Find = new(
        """
        select a.order_no, a.channel_id from unnest($1::text[], $2::uuid[]) as n(order_no, channel_id)
        join payments_attempts a on a.order_no = n.order_no and a.channel_id = n.channel_id
        """,
        "select order_no, channel_id from payments_attempts where order_no = $1 and channel_id = $2");

    /// <summary>Looks which of these payments were really opened through that channel: money that comes through another than the order's last one is asked for, or is not.</summary>
    public static SqlRows<(string OrderNo, ChannelId Channel)> AddSearchTo(SqlBatch batch, IReadOnlyList<(string OrderNo, ChannelId Channel)> payments) => batch.ReadRows(
        Find, row => (row.Text(0), row.Id<ChannelId>(1)), payments.Select(p => p.OrderNo).ToArray(), payments.Select(p => p.Channel.Value).ToArray());

    /// <summary>Takes what is to be asked about now, oldest first; nobody else gets it for half a minute.</summary>
    public async Task<IReadOnlyList<DueAttempt>> TakeDueAsync(int limit, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var due = batch.Read(TakeDue, Map, now, now + Lease, limit);
        await batch.SendAndCommitAsync(ct);
        return due.Rows;
    }

    /// <summary>It may still be paid: it is asked about again, later each time, and after a day no more.</summary>
    public async Task AskLaterAsync(DueAttempt due, CancellationToken ct)
    {
        var (no, channel) = (due.Attempt.OrderNo, due.Channel.Value);
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var asked = batch.Read(AskedSoFar, row => row.Int(0), no, channel);
        await batch.SendAsync(ct);
        batch.Run(Later, no, channel, AskTimes.Next(due.Attempt.OpenedAt, asked.Rows[0] + 1) is { } next ? Max(next, clock.GetUtcNow()) : null);
        await batch.SendAndCommitAsync(ct);
    }

    /// <summary>Nothing more is to be learnt: it is paid, or nobody can pay it any more.</summary>
    public async Task EndAsync(DueAttempt due, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await work.RunAsync(Later, ct, due.Attempt.OrderNo, due.Channel.Value, null);
        await work.CommitAsync(ct);
    }

    internal async Task OpenAsync(ChannelConfig channel, PaymentRequest request, PayTarget target, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var work = await database.BeginAsync(ct);
        await work.RunAsync(
            Open, ct, request.OrderNo, channel.Id.Value, channel.ShopId.Value, request.Amount.AmountMinor, request.Amount.Currency.Code, target.Reference, now, request.ExpiresAt, AskTimes.Next(now, 0));
        await work.CommitAsync(ct);
    }

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DueAttempt Map(SqlRow row) => new(
        row.Id<ChannelId>(1), new PaymentAttempt(row.Text(0), new Money(row.Long(2), CurrencyCode.Parse(row.Text(3))), row.TextOrNull(4), row.Time(5)), row.Time(6));
}
