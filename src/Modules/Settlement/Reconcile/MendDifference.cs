using System.Text.Json;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Postings;
using Diner.Payments.Bills;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;
using Diner.Payments.Records;
using Diner.Payments.Refunds;
using Diner.Settlement.Settle;

namespace Diner.Settlement.Reconcile;

/// <summary>What became of a difference that somebody wanted mended.</summary>
public enum MendOutcome
{
    /// <summary>The books say now what the bill says.</summary>
    Booked,

    /// <summary>The payment pays its order, which is delivered or waits for keys.</summary>
    Delivered,

    /// <summary>The payment is recorded; it pays no order, and waits for a person.</summary>
    Recorded,

    /// <summary>The channel was asked for the refund again, by its number, and says that it is made: a later bill will have it.</summary>
    Sent,
}

/// <summary>
/// Mends a difference between a channel's bill and our records, in one go: money we did not know of is settled like a notification, money that never
/// came is booked back, a refund made elsewhere is recorded, an amount or a fee is corrected by a posting. The bill is taken for true.
/// </summary>
public sealed class MendDifference(Database database, ReadDifferences differences, MendParts parts, SettlePayments settle, AuditTrail audit)
{
    /// <summary>Characters of the longest account of why nothing is done.</summary>
    public const int WhyLengthMax = 500;

    /// <summary>
    /// What was done. <see cref="ProblemCode.NotFound"/> when the shop has no such difference; <see cref="ProblemCode.WrongState"/> when it has ended, or
    /// cannot be mended this way: the problem says what to do instead.
    /// </summary>
    public async Task<Result<MendOutcome>> RunAsync(Actor actor, ShopId shop, Guid id, CancellationToken ct)
    {
        if (await differences.FindAsync(shop, id, ct) is not { } difference)
            return new Problem(ProblemCode.NotFound, "The shop has no such difference.");
        if (difference.State != DifferenceState.Open)
            return Ended();
        return (difference.Kind, difference.IsRefund) switch
        {
            (DifferenceKind.TheirsOnly, false) => await SettleAsync(actor, difference, ct),
            (DifferenceKind.TheirsOnly, true) => await RecordRefundAsync(actor, difference, ct),
            (DifferenceKind.OursOnly, true) => await AskAgainAsync(actor, difference, ct),
            _ => await BookAsync(actor, difference, ct),
        };
    }

    /// <summary>Ends a difference about which nothing is to be done. <see cref="ProblemCode.InvalidRequest"/> without a reason.</summary>
    public async Task<Problem?> LeaveAsync(Actor actor, ShopId shop, Guid id, string why, CancellationToken ct)
    {
        var told = why.Replace("\0", "", StringComparison.Ordinal).Trim();
        if (told.Length is 0 or > WhyLengthMax)
            return new Problem(ProblemCode.InvalidRequest, $"Say why nothing is to be done, in at most {WhyLengthMax} characters.", "why") { Reason = "difference_why" };
        if (await differences.FindAsync(shop, id, ct) is not { } difference)
            return new Problem(ProblemCode.NotFound, "The shop has no such difference.");
        return await EndAsync(actor, difference, (DifferenceState.LeftAsIs, told), ct);
    }

    private async Task<Result<MendOutcome>> SettleAsync(Actor actor, Difference difference, CancellationToken ct)
    {
        if (await parts.ChannelAsync(difference.ChannelId, ct) is not { } channel)
            return new Problem(ProblemCode.WrongState, "The channel is not there any more.") { Reason = "difference_no_channel" };
        var raw = JsonSerializer.Serialize(new { bill_difference = difference.Id, who = actor.Name });
        var payment = new VerifiedPayment(channel.Id, difference.Reference, difference.OrderNo, difference.Theirs, raw);
        var isMended = false;
        var results = await settle.RunAsync(
            [SettlementRequest.Billed(channel, payment, difference.TheirFeeMinor, parts.Now)],
            async work => isMended = await EndAsync(work, actor, difference, (DifferenceState.Mended, "settled"), ct),
            ct);
        if (results[0].Outcome == SettlementOutcome.AlreadySettled && !isMended)
            return new Problem(ProblemCode.WrongState, "The payment has been told meanwhile: the difference is gone when the next bill is compared.") { Reason = "difference_told_meanwhile" };
        return results[0].Outcome is SettlementOutcome.Settled or SettlementOutcome.AwaitingStock or SettlementOutcome.AwaitingPerson ? MendOutcome.Delivered : MendOutcome.Recorded;
    }

    private async Task<Result<MendOutcome>> RecordRefundAsync(Actor actor, Difference difference, CancellationToken ct)
    {
        var made = await parts.RecordRefundAsync(actor, difference, async work => await EndAsync(work, actor, difference, (DifferenceState.Mended, "recorded"), ct) ? null : Ended(), ct);
        return made.IsOk ? MendOutcome.Booked : made.Problem;
    }

    private async Task<Result<MendOutcome>> AskAgainAsync(Actor actor, Difference difference, CancellationToken ct)
    {
        var said = await parts.AskAgainAsync(difference.Refund!.Value, ct);
        if (!said.IsOk)
            return said.Problem;
        if (said.Value.Stage == RefundStage.Refused)
            return new Problem(ProblemCode.WrongState, $"The channel does not make this refund: {said.Value.Why} Send the money another way and leave the difference as it is, with a word of how.") { Reason = "difference_channel_refuses" };
        return await EndAsync(actor, difference, (DifferenceState.Mended, "asked again"), ct) is { } ended ? ended : MendOutcome.Sent;
    }

    private async Task<Result<MendOutcome>> BookAsync(Actor actor, Difference difference, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var payments = difference.Payment is { } id ? LockPayments.AddTo(batch, id) : null;
        await batch.SendAsync(ct);
        var payment = payments?.Rows[0];
        var booked = payment is null || difference is { Kind: not DifferenceKind.OursOnly, Ours: not null } ? null : await parts.BookedAsync(payment, ct);
        if (difference.Kind == DifferenceKind.OursOnly && booked is null)
            return new Problem(ProblemCode.WrongState, "Nothing was booked for this payment: leave the difference as it is.") { Reason = "difference_nothing_booked" };
        if (difference.Kind == DifferenceKind.OursOnly && payment!.RefundedMinor > 0)
            return new Problem(ProblemCode.WrongState, "Money of this payment has been promised back: take the refund back first.") { Reason = "difference_refund_first" };
        if (!await EndAsync(work, actor, difference, (DifferenceState.Mended, "booked"), ct))
            return Ended();
        parts.Post.AddTo(batch, MendPostings.Of(difference, payment, booked));
        await batch.SendAsync(ct);
        await work.CommitAsync(CancellationToken.None);
        return MendOutcome.Booked;
    }

    private async Task<bool> EndAsync(UnitOfWork work, Actor actor, Difference difference, (DifferenceState To, string How) end, CancellationToken ct)
    {
        if (!await MoveDifferences.EndAsync(work, difference, end.To, (actor, parts.Now, end.How), ct))
            return false;
        var entry = new AuditEntry(end.To == DifferenceState.Mended ? "difference.mended" : "difference.left", difference.Reference)
        {
            Shop = difference.ShopId,
            SubjectId = difference.Id,
            After = new Facts(difference.Kind.ToString(), difference.OrderNo, difference.Ours?.AmountMinor, difference.Theirs?.AmountMinor),
            Why = end.How,
        };
        await audit.AddAsync(work, actor, entry, ct);
        return true;
    }

    private async Task<Problem?> EndAsync(Actor actor, Difference difference, (DifferenceState To, string How) end, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        if (!await EndAsync(work, actor, difference, end, ct))
            return Ended();
        await work.CommitAsync(CancellationToken.None);
        return null;
    }

    private static Problem Ended() => new(ProblemCode.WrongState, "Somebody has dealt with this difference, or it is gone. Look at the list again.") { Reason = "difference_ended" };

    private sealed record Facts(string Kind, string OrderNo, long? OursMinor, long? TheirsMinor);
}
