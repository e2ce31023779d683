using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Payments.Records;

/// <summary>A person says that an unmatched payment is dealt with: paid back, or made good with the buyer. It waits no longer; no money moves here.</summary>
public sealed class DealWithPayment(Database database, AuditTrail audit)
{
    /// <summary>Characters of the longest account of how.</summary>
    public const int HowLengthMax = 500;

    /// <summary>
    /// Null when it is done, also when it was before. <see cref="ProblemCode.NotFound"/> when the shop has no such payment;
    /// <see cref="ProblemCode.WrongState"/> when it belongs to an order; <see cref="ProblemCode.InvalidRequest"/> without an account of how.
    /// </summary>
    public async Task<Problem?> RunAsync(Actor actor, ShopId shop, PaymentId id, string how, CancellationToken ct)
    {
        var told = how.Replace("\0", "", StringComparison.Ordinal).Trim();
        if (told.Length is 0 or > HowLengthMax)
            return new Problem(ProblemCode.InvalidRequest, $"Say how it was dealt with, in at most {HowLengthMax} characters.", "how");
        await using var work = await database.BeginAsync(ct);
        if (await work.Db.Set<Payment>().SingleOrDefaultAsync(p => p.Id == id && p.ShopId == shop, ct) is not { } payment)
            return new Problem(ProblemCode.NotFound, "The shop has no such payment.");
        if (payment.Outcome is PaymentOutcome.Applied or PaymentOutcome.AmountMismatch)
            return new Problem(ProblemCode.WrongState, $"This payment belongs to order {payment.OrderNo}: what to do with it is decided there.");

        // Two people at once: the database lets one of them.
        var moved = await work.Db.Set<Payment>().Where(p => p.Id == id && p.Outcome == PaymentOutcome.Unmatched)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Outcome, PaymentOutcome.DealtWith), ct);
        if (moved == 0)
            return null;
        var facts = new DealtWith(payment.OrderNo, payment.AmountMinor, payment.Currency);
        await audit.AddAsync(work, actor, new AuditEntry("payment.dealt_with", payment.ProviderTransactionId) { Shop = shop, SubjectId = id.Value, After = facts, Why = told }, ct);
        await work.CommitAsync(ct);
        return null;
    }

    private sealed record DealtWith(string OrderNo, long? AmountMinor, string Currency);
}
