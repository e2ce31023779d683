using Diner.Coupons.Uses;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Postings;
using Diner.Ordering.Orders;
using Diner.Payments.Attempts;
using Diner.Payments.Notifications;
using Diner.Payments.Records;
using Diner.Vault.Allocation;
using Diner.Vault.Batches;
using Diner.Vault.Stock;

namespace Diner.Settlement.Settle;

/// <summary>
/// Turns payments into deliveries: any number of requests in one transaction and three round trips.
/// <list type="number">
/// <item>Lock the orders, in order of id, and look which payments were recorded before.</item>
/// <item>Decide what each request means; two requests about one order see each other's effect. Only when money came by another channel than its
/// order's is one more trip made: was it opened there too?</item>
/// <item>Pick the keys that are due; lock the codes of coupons and the stock rows only if someone pays late.</item>
/// <item>Share the keys out: all of an order or none of it.</item>
/// <item>Write payments, orders, keys, postings, stock and events with their counts asserted, and commit.</item>
/// <item>Tell whoever waits. Only now does a caller answer its channel.</item>
/// </list>
/// The order's row lock guards: what was decided under it is still true when it is written, and the writes check it again.
/// </summary>
public sealed class SettlePayments(Database database, PostEntries postEntries, Announcer announcer, IdSource ids, TimeProvider clock)
{
    /// <summary>One result per request, in order. A failure means that nothing was committed.</summary>
    public Task<IReadOnlyList<SettlementResult>> RunAsync(IReadOnlyList<SettlementRequest> requests, CancellationToken ct) => RunAsync(requests, null, ct);

    /// <summary>The same, and <paramref name="beforeCommit"/> writes its own part into the transaction when something is settled.</summary>
    internal async Task<IReadOnlyList<SettlementResult>> RunAsync(IReadOnlyList<SettlementRequest> requests, Func<UnitOfWork, Task>? beforeCommit, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();

        // 1. Lock and look.
        var orders = LockOrders.AddTo(batch, requests.Select(r => r.OrderNo));
        var recorded = RecordPayments.AddSearchTo(batch, [.. requests.Select(r => r.Payment).OfType<VerifiedPayment>()]);
        await batch.SendAsync(ct);

        // 2. Decide.
        var strays = Strays(requests, orders.Rows);
        var opened = Attempts.AddSearchTo(batch, strays);
        if (strays.Count > 0)
            await batch.SendAsync(ct);
        var plan = Plan(requests, orders.Rows, recorded.Rows, [.. opened.Rows]);

        // 3. Pick keys, and 4. share them out.
        var picked = PickKeys.AddTo(batch, plan.Demands, clock.GetUtcNow());
        var reusable = PickKeys.AddReusableTo(batch, plan.ReusableDemands, clock.GetUtcNow());
        LockCodes.AddTo(batch, plan.NeedsFreeStock ? plan.UsesAgain : []);
        var stock = LockStock.AddTo(batch, plan.NeedsFreeStock ? plan.Demands.Select(d => d.VariantId) : []);
        await batch.SendAsync(ct);
        plan.Allocate(picked.Rows, reusable.Rows, stock.Rows);
        if (plan.IsEmpty)
            return plan.Results;

        // 5. Write and commit.
        Write(plan, batch);
        if (beforeCommit is not null)
        {
            await batch.SendAsync(ct);
            await beforeCommit(work);
        }

        await batch.SendAndCommitAsync(CancellationToken.None);

        // 6. Tell.
        announcer.Announce(plan.Moves);
        return plan.Results;
    }

    // Money that came by another channel than the one its order was sent to last.
    private static List<(string OrderNo, ChannelId Channel)> Strays(IReadOnlyList<SettlementRequest> requests, IReadOnlyList<LockedOrder> locked)
    {
        var channels = locked.ToDictionary(order => order.OrderNo, order => order.ChannelId);
        return
        [
            .. requests.Where(r => r.Payment is { } payment && channels.TryGetValue(r.OrderNo, out var channel) && channel != payment.ChannelId)
                .Select(r => (r.OrderNo, r.Payment!.ChannelId)).Distinct(),
        ];
    }

    private SettlementPlan Plan(
        IReadOnlyList<SettlementRequest> requests, IReadOnlyList<LockedOrder> locked,
        IReadOnlyList<(ChannelId Channel, string TransactionId)> recorded, HashSet<(string OrderNo, ChannelId Channel)> opened)
    {
        var orders = locked.ToDictionary(order => order.OrderNo);
        var known = recorded.ToHashSet();
        var plan = new SettlementPlan(ids);
        foreach (var request in requests)
        {
            var order = orders.GetValueOrDefault(request.OrderNo);
            var isRecorded = request.Payment is { } payment && !known.Add((payment.ChannelId, payment.ProviderTransactionId));
            var isOpened = request.Payment is { } stray && opened.Contains((request.OrderNo, stray.ChannelId));
            var verdict = Judge.Decide(request, order, isRecorded, isOpened);
            plan.Add(request, order, verdict);
            if (order is not null)
                orders[request.OrderNo] = order with { Status = Judge.StatusAfter(verdict, order.Status) };
        }

        return plan;
    }

    private void Write(SettlementPlan plan, SqlBatch batch)
    {
        var now = clock.GetUtcNow();
        RecordPayments.AddTo(batch, plan.Payments, now);
        MoveOrders.AddTo(batch, plan.Moves, now);
        SellKeys.AddTo(batch, plan.Sold, now);
        SellKeys.AddSharesTo(batch, plan.Shared, now);
        postEntries.AddTo(batch, plan.Postings);
        announcer.AddTo(batch, plan.Moves);
        MoveStock.AddTo(batch, plan.Stock);
        MoveBatches.AddTo(batch, plan.Batches);
    }
}
