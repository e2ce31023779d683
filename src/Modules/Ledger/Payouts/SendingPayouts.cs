using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Destinations;
using Diner.Ledger.PayoutBatches;
using Microsoft.EntityFrameworkCore;

namespace Diner.Ledger.Payouts;

/// <summary>A pay-out whose provider is to be asked now.</summary>
/// <param name="Id">The pay-out.</param>
/// <param name="Channel">Through which channel it goes.</param>
/// <param name="Amount">How much.</param>
/// <param name="To">Where it goes.</param>
/// <param name="Tries">How often it was taken up, this time among them: counted before the provider is asked, so that a second time is known for one even after a crash.</param>
public sealed record DuePayout(PayoutId Id, ChannelId Channel, Money Amount, PayoutDestination To, int Tries);

/// <summary>What a provider said of a pay-out, and when it is asked again.</summary>
/// <param name="State">Where the pay-out stands now: sending still, sent, returned, or a person's.</param>
/// <param name="TransferNo">The provider's number of it, when it has one.</param>
/// <param name="Why">Why it failed or needs a person.</param>
/// <param name="TryAt">When the provider is asked again; null when it is not.</param>
public sealed record PayoutAnswer(PayoutState State, string? TransferNo = null, string? Why = null, DateTimeOffset? TryAt = null);

/// <summary>Hands out the pay-outs that providers are to be asked for, and books what they say.</summary>
public sealed class SendingPayouts(Database database, KeepDestinations destinations, WritePayouts write)
{
    // Nobody else asks meanwhile; a node that dies in between costs that much.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private static readonly SqlText Take = new(
        """
        update ledger_payouts p set try_at = $2, tries = p.tries + 1
        from (select id from ledger_payouts where try_at <= $1 order by try_at limit $3 for update skip locked) d
        where p.id = d.id
        returning p.id
        """,
        "update ledger_payouts set try_at = $2, tries = tries + 1 where id in (select id from ledger_payouts where try_at <= $1 order by try_at limit $3) returning id");

    /// <summary>Takes some, oldest first.</summary>
    public async Task<IReadOnlyList<DuePayout>> TakeAsync(int limit, CancellationToken ct)
    {
        var now = write.Now;
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var taken = batch.Read(Take, row => row.Id<PayoutId>(0), now, now + Lease, limit);
        await batch.SendAndCommitAsync(ct);
        return taken.Rows.Count == 0 ? [] : await ReadAsync(taken.Rows, ct);
    }

    /// <summary>Books what the provider said; a pay-out that is not being sent any more stays as it is. Its state afterwards.</summary>
    public async Task<PayoutState> AnswerAsync(PayoutId id, PayoutAnswer answer, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var payout = await HandlePayout.FindAsync(work, id, ct) ?? throw new InvariantException($"pay-out {id.Value} is gone");
        if (payout.State != PayoutState.Sending)
            return payout.State;
        payout.TransferNo = answer.TransferNo ?? payout.TransferNo;
        switch (answer.State)
        {
            case PayoutState.Sent:
                await write.SendAsync(work, payout, await EnterResult.ChannelOfAsync(work, payout, ct), answer.TransferNo, ct);
                break;
            case PayoutState.Returned:
                await write.EndAsync(work, payout, PayoutState.Returned, answer.Why ?? "", ct);
                break;
            case PayoutState.Sending or PayoutState.NeedsPerson:
                (payout.State, payout.TryAt, payout.Why) = (answer.State, answer.TryAt, answer.Why ?? payout.Why);
                break;
            default:
                throw new InvariantException($"a provider does not say {answer.State}");
        }

        await work.CommitAsync(CancellationToken.None);
        return payout.State;
    }

    private async Task<IReadOnlyList<DuePayout>> ReadAsync(IReadOnlyList<PayoutId> taken, CancellationToken ct)
    {
        await using var db = database.Read();
        var rows = await (
            from payout in db.Set<PayoutRow>()
            join batch in db.Set<BatchRow>() on payout.BatchId equals batch.Id
            where taken.Contains(payout.Id) && batch.ChannelId != null
            select new { Payout = payout, Channel = batch.ChannelId!.Value }).ToListAsync(ct);
        var accounts = await destinations.OpenAsync([.. rows.Select(row => row.Payout.AccountId).Distinct()], ct);
        return [.. rows.Select(row => new DuePayout(row.Payout.Id, row.Channel, new Money(row.Payout.AmountMinor, CurrencyCode.Parse(row.Payout.Currency)), accounts[row.Payout.AccountId], row.Payout.Tries))];
    }
}
