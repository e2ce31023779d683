using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Buyers;
using Diner.Ordering.Lookup;

namespace Diner.Delivery.Lookup;

/// <summary>Opens an order to who knows its number, contact and look-up password. The try is counted and the order found in one query.</summary>
public sealed class ClaimOrder(Database database, BuyerHashes buyers, LookupLimits limits)
{
    private static readonly Problem TooMany = new(ProblemCode.TooManyRequests, "Too many tries. Wait ten minutes, then try again.");

    /// <summary>
    /// The order's id. <see cref="ProblemCode.TooManyRequests"/> when this address, or anybody about this contact, tried too often, whether
    /// the password is right or not; <see cref="ProblemCode.UnknownOrder"/> as <see cref="FindOrder.Answer"/> says it.
    /// </summary>
    /// <param name="claim">What the visitor typed.</param>
    /// <param name="address">The visitor's network address.</param>
    /// <param name="ct">Cancels before the try is counted.</param>
    public async Task<Result<OrderId>> RunAsync(OrderClaim claim, string address, CancellationToken ct)
    {
        var visit = new LookupVisit(await buyers.AddressAsync(address, ct), await buyers.ContactAsync(claim.Contact, ct));
        if (!limits.MayAsk(LookupAct.Try, visit))
            return TooMany;
        var (turn, found) = await AskAsync(claim, visit, ct);
        return turn.IsTaken ? found.Answer() : TooMany;
    }

    // Apart, because working a password through takes its time: by then the connection, and on SQLite the writer's turn, are given back.
    private async Task<(LookupTurn Turn, FindOrder Found)> AskAsync(OrderClaim claim, LookupVisit visit, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var turn = limits.AddTo(batch, LookupAct.Try, visit);
        var found = FindOrder.AddTo(batch, claim, visit.ContactHash);
        await batch.SendAndCommitAsync(ct);
        return (turn, found);
    }
}
