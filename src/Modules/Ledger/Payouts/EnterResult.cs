using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.PayoutBatches;
using Microsoft.EntityFrameworkCore;

namespace Diner.Ledger.Payouts;

/// <summary>What became of a pay-out, as the bank's answer says.</summary>
/// <param name="HasGone">True when it was sent; false when it failed, or came back after it was sent.</param>
/// <param name="Say">The bank's number of a transfer that was sent, which may be empty; why one failed.</param>
public sealed record PayoutResult(bool HasGone, string Say);

/// <summary>A person enters what became of a pay-out that went by file, or that its provider would not tell of.</summary>
public sealed class EnterResult(Database database, WritePayouts write, AuditTrail audit)
{
    /// <summary>
    /// Null when it is booked. <see cref="ProblemCode.NotFound"/>; <see cref="ProblemCode.WrongState"/> when no result is waited for: entering the same
    /// twice says so too; <see cref="ProblemCode.InvalidRequest"/> when a failure has no reason.
    /// </summary>
    public async Task<Problem?> RunAsync(Actor actor, PayoutId id, PayoutResult result, CancellationToken ct)
    {
        var told = HandlePayout.TellWhy(result.Say);
        if (told is null && (!result.HasGone || result.Say.Length > HandlePayout.WhyCharsMax))
            return new Problem(ProblemCode.InvalidRequest, $"Say what the bank said, in at most {HandlePayout.WhyCharsMax} characters.", "say");
        await using var work = await database.BeginAsync(ct);
        if (await HandlePayout.FindAsync(work, id, ct) is not { } payout)
            return new Problem(ProblemCode.NotFound, "There is no such pay-out.");
        var hasGoneBefore = payout.State == PayoutState.Sent;
        if (!payout.State.AwaitsResult() && !(hasGoneBefore && !result.HasGone))
            return new Problem(ProblemCode.WrongState, "No result of this pay-out is waited for. Look at it again.");
        var channel = await ChannelOfAsync(work, payout, ct);
        if (result.HasGone)
            await write.SendAsync(work, payout, channel, told, ct);
        else if (hasGoneBefore)
            await write.ComeBackAsync(work, payout, channel, told!, ct);
        else
            await write.EndAsync(work, payout, PayoutState.Returned, told!, ct);
        await audit.AddAsync(work, actor, HandlePayout.Entry(result.HasGone ? "payout.sent" : "payout.failed", payout) with { Why = told ?? "" }, ct);
        await work.CommitAsync(CancellationToken.None);
        return null;
    }

    internal static async Task<ChannelId?> ChannelOfAsync(UnitOfWork work, PayoutRow payout, CancellationToken ct) =>
        await work.Db.Set<BatchRow>().Where(b => b.Id == payout.BatchId).Select(b => b.ChannelId).SingleOrDefaultAsync(ct);
}
