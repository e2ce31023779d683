using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Payments.Channels;

namespace Diner.Payments.Refunds;

/// <summary>A refund whose channel is to be asked now.</summary>
/// <param name="Id">The refund.</param>
/// <param name="Channel">Through which channel.</param>
/// <param name="Request">What the channel is asked for.</param>
/// <param name="IsTaken">True when the channel has taken it on: it is only asked what became of it.</param>
/// <param name="Tries">How often it was taken up, this time among them: counted before the channel is asked, so that a second time is known for one even after a crash.</param>
public sealed record DueRefund(RefundId Id, ChannelId Channel, RefundRequest Request, bool IsTaken, int Tries);

/// <summary>Takes refunds that are due.</summary>
public sealed class DueRefunds(Database database, INotifyAddress address, TimeProvider clock)
{
    // Nobody else asks meanwhile; a node that dies in between costs that much.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private static readonly SqlText Take = new(
        """
        update payments_refunds r set try_at = $2, tries = r.tries + 1
        from (select id from payments_refunds where try_at <= $1 order by try_at limit $3 for update skip locked) d
        where r.id = d.id
        returning r.id
        """,
        "update payments_refunds set try_at = $2, tries = tries + 1 where id in (select id from payments_refunds where try_at <= $1 order by try_at limit $3) returning id");

    private static readonly SqlText Read = new(
        """
        select r.id, r.channel_id, r.refund_no, p.order_no, p.provider_transaction_id, p.amount_minor, p.currency, r.amount_minor, r.reason, r.state, r.tries
        from payments_refunds r join payments_payments p on p.id = r.payment_id
        where r.id = any($1)
        order by r.id
        """,
        """
        select r.id, r.channel_id, r.refund_no, p.order_no, p.provider_transaction_id, p.amount_minor, p.currency, r.amount_minor, r.reason, r.state, r.tries
        from payments_refunds r join payments_payments p on p.id = r.payment_id
        where r.id in (select value from json_each($1))
        order by r.id
        """);

    /// <summary>Takes some, oldest first.</summary>
    public async Task<IReadOnlyList<DueRefund>> TakeAsync(int limit, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var taken = batch.Read(Take, row => row.Guid(0), now, now + Lease, limit);
        await batch.SendAsync(ct);
        var due = batch.Read(Read, Map, taken.Rows.ToArray());
        await batch.SendAndCommitAsync(ct);
        return due.Rows;
    }

    /// <summary>What the channel was asked for with a refund; null when there is no such refund.</summary>
    public async Task<DueRefund?> FindAsync(RefundId refund, CancellationToken ct)
    {
        await using var look = await database.BeginReadAsync(ct);
        var batch = look.NewBatch();
        var found = batch.Read(Read, Map, new[] { refund.Value });
        await batch.SendAsync(ct);
        return found.Rows.FirstOrDefault();
    }

    private DueRefund Map(SqlRow row)
    {
        var currency = CurrencyCode.Parse(row.Text(6));
        var channel = row.Id<ChannelId>(1);
        var request = new RefundRequest(row.Text(2), row.Text(3), row.Text(4), new Money(row.Long(5), currency), new Money(row.Long(7), currency), row.Text(8), address.Of(channel));
        return new DueRefund(row.Id<RefundId>(0), channel, request, (RefundState)row.Short(9) == RefundState.Processing, row.Int(10));
    }
}
