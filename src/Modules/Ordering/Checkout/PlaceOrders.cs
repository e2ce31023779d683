using Diner.Coupons.Uses;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Buyers;
using Diner.Ordering.Orders;
using Diner.Vault.Stock;

namespace Diner.Ordering.Checkout;

/// <summary>
/// Places a batch of orders in one transaction, so that a hot product is not a queue for one row's lock:
/// read and lock the facts, decide in memory, write orders, holds and stock, commit.
/// </summary>
internal sealed class PlaceOrders(Database database, LimitSwitch limits, IdSource ids)
{
    public async Task<IReadOnlyList<Result<OrderView>>> RunAsync(IReadOnlyList<OrderDraft> drafts, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var facts = await ReadFacts.RunAsync(work, drafts, limits.IsOn, ct);
        var plan = new CheckoutPlan(facts, ids);
        var results = drafts.Select((draft, n) => plan.Add(n, draft)).ToList();
        if (plan.Accepted.Count == 0)
            return results;

        var batch = work.NewBatch();
        WriteOrders.AddTo(batch, plan.Accepted);
        TakeUses.AddTo(batch, plan.CouponUses);
        MoveStock.AddTo(batch, plan.StockMoves);
        await batch.SendAndCommitAsync(CancellationToken.None);
        return results;
    }
}
