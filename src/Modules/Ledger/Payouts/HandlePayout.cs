using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Ledger.Payouts;

/// <summary>What a person of the operator's, or the merchant, decides about a pay-out before it goes.</summary>
public sealed class HandlePayout(Database database, WritePayouts write, AuditTrail audit)
{
    /// <summary>Characters of the longest reason.</summary>
    public const int WhyCharsMax = 500;

    private static readonly Problem Unknown = new(ProblemCode.NotFound, "There is no such pay-out.");
    private static readonly Problem NotWaiting = new(ProblemCode.WrongState, "This pay-out does not wait for that any more. Look at it again.");

    /// <summary>
    /// Approves it; approved by as many as it needs it may go. <see cref="ProblemCode.NotFound"/>; <see cref="ProblemCode.WrongState"/> when it does
    /// not wait for an approval; <see cref="ProblemCode.OwnAccount"/> for who asked for it, or has approved it before.
    /// </summary>
    public Task<Problem?> ApproveAsync(Actor actor, PayoutId id, CancellationToken ct) => OnAsync(id, null, async (work, payout) =>
    {
        if (payout.State != PayoutState.Requested)
            return NotWaiting;
        var person = PayoutPerson.Of(actor);
        if (payout.RequestedBy == person)
            return new Problem(ProblemCode.OwnAccount, "Who asked for a pay-out does not approve it. Ask a colleague.");
        var approvals = await work.Db.Set<PayoutApprovalRow>().Where(a => a.PayoutId == id).ToListAsync(ct);
        if (approvals.Exists(a => a.Person == person))
            return new Problem(ProblemCode.OwnAccount, "You have approved it before. So large a pay-out needs a second person: ask a colleague.");
        work.Db.Add(new PayoutApprovalRow { PayoutId = id, Person = person, Name = actor.Name, At = write.Now });
        if (approvals.Count + 1 >= payout.ApprovalsNeeded)
            payout.State = PayoutState.Approved;
        await audit.AddAsync(work, actor, Entry("payout.approved", payout), ct);
        return null;
    }, ct);

    /// <summary>
    /// Takes it back before it goes, with a reason the merchant reads. <see cref="ProblemCode.NotFound"/>, also for another shop's when a shop is
    /// named; <see cref="ProblemCode.WrongState"/> when it is on its way; <see cref="ProblemCode.InvalidRequest"/> without a reason.
    /// </summary>
    public async Task<Problem?> WithdrawAsync(Actor actor, ShopId? shop, PayoutId id, string why, CancellationToken ct)
    {
        if (TellWhy(why) is not { } told)
            return new Problem(ProblemCode.InvalidRequest, $"Say why, in 1 to {WhyCharsMax} characters: the merchant reads it.", "why");
        return await OnAsync(id, shop, async (work, payout) =>
        {
            if (payout.State is not (PayoutState.Requested or PayoutState.Approved))
                return NotWaiting;
            await write.EndAsync(work, payout, PayoutState.Withdrawn, told, ct);
            await audit.AddAsync(work, actor, Entry("payout.withdrawn", payout) with { Why = told }, ct);
            return null;
        }, ct);
    }

    internal static string? TellWhy(string why) => why.Replace("\0", "", StringComparison.Ordinal).Trim() is { Length: > 0 and <= WhyCharsMax } told ? told : null;

    internal static AuditEntry Entry(string action, PayoutRow payout) => new(action, PayoutNumbers.Short(payout.Id))
    {
        Shop = payout.ShopId,
        SubjectId = payout.Id.Value,
        After = new Facts(payout.AmountMinor, payout.Currency, payout.State.ToString()),
    };

    private async Task<Problem?> OnAsync(PayoutId id, ShopId? shop, Func<UnitOfWork, PayoutRow, Task<Problem?>> run, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        if (await FindAsync(work, id, ct) is not { } payout || (shop is { } own && payout.ShopId != own))
            return Unknown;
        if (await run(work, payout) is { } problem)
            return problem;
        await work.CommitAsync(CancellationToken.None);
        return null;
    }

    /// <summary>The pay-out as it is behind the lock of its shop's; null when there is none.</summary>
    internal static async Task<PayoutRow?> FindAsync(UnitOfWork work, PayoutId id, CancellationToken ct)
    {
        if (await work.Db.Set<PayoutRow>().Where(r => r.Id == id).Select(r => (ShopId?)r.ShopId).SingleOrDefaultAsync(ct) is not { } shop)
            return null;
        await LockPayouts.RunAsync(work, shop, ct);
        return await work.Db.Set<PayoutRow>().SingleAsync(r => r.Id == id, ct);
    }

    private sealed record Facts(long AmountMinor, string Currency, string State);
}
