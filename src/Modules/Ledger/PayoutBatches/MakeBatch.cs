using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Destinations;
using Diner.Ledger.Payouts;
using Microsoft.EntityFrameworkCore;

namespace Diner.Ledger.PayoutBatches;

/// <summary>What a batch is to be made of.</summary>
/// <param name="Route">How it goes.</param>
/// <param name="Currency">In which currency; Alipay's are yuan.</param>
/// <param name="Columns">The columns of a bank's file; empty for the usual ones.</param>
/// <param name="Channel">The channel that is asked for transfers; null for a file.</param>
public sealed record BatchWish(BatchRoute Route, CurrencyCode Currency, string Columns, ChannelId? Channel);

/// <summary>Puts all approved pay-outs that can go one way into one batch. From then on they are on their way, and none is in two batches.</summary>
public sealed class MakeBatch(Database database, KeepDestinations destinations, AuditTrail audit, IdSource ids, TimeProvider clock)
{
    /// <summary>The most pay-outs of one batch: as many as banks take in one file.</summary>
    public const int PayoutsMax = 1_000;

    private static readonly Problem Nothing = new(ProblemCode.WrongState, "No approved pay-out can go this way now.");

    /// <summary>
    /// The batch's id. <see cref="ProblemCode.WrongState"/> when nothing can go: nothing is approved, or the details of those shops were changed
    /// of late; <see cref="ProblemCode.InvalidRequest"/> for columns that cannot be read, or a currency the way does not take.
    /// </summary>
    public async Task<Result<Guid>> RunAsync(Actor actor, BatchWish wish, CancellationToken ct)
    {
        var columns = wish.Route != BatchRoute.BankFile ? "" : wish.Columns.Trim() is { Length: > 0 } typed ? typed : FileColumns.Default;
        if (columns.Length > 0 && FileColumns.Read(columns) is { IsOk: false } fault)
            return fault.Problem;
        if (wish.Route != BatchRoute.BankFile && wish.Currency != CurrencyCode.Cny)
            return new Problem(ProblemCode.InvalidRequest, "Alipay transfers yuan.", "currency");
        Invariant.Require(wish.Channel is null == (wish.Route != BatchRoute.AlipayTransfers));

        await using var work = await database.BeginAsync(ct);
        var going = await TakeAsync(work, wish, ct);
        if (going.Count == 0)
            return Nothing;
        var now = clock.GetUtcNow();
        var batch = new BatchRow
        {
            Id = ids.NextGuid(),
            Route = wish.Route,
            Currency = wish.Currency.Code,
            ChannelId = wish.Channel,
            Columns = columns,
            Payouts = going.Count,
            AmountMinor = going.Aggregate(0L, (sum, payout) => checked(sum + payout.AmountMinor)),
            MadeBy = actor.Name,
            MadeAt = now,
        };
        work.Db.Add(batch);
        foreach (var payout in going)
        {
            payout.BatchId = batch.Id;
            (payout.State, payout.TryAt) = wish.Channel is null ? (PayoutState.Exported, (DateTimeOffset?)null) : (PayoutState.Sending, now);
        }

        await audit.AddAsync(work, actor, new AuditEntry("payout.batch_made", BatchViews.Short(batch.Id)) { SubjectId = batch.Id, After = new Facts(wish.Route.ToString(), batch.Payouts, batch.AmountMinor, batch.Currency) }, ct);
        await work.CommitAsync(CancellationToken.None);
        return batch.Id;
    }

    // Shops are locked in the order of their ids; what was read before is read again behind the locks.
    private async Task<List<PayoutRow>> TakeAsync(UnitOfWork work, BatchWish wish, CancellationToken ct)
    {
        var kind = wish.Route == BatchRoute.BankFile ? DestinationKind.Bank : DestinationKind.Alipay;
        var candidates = await Ready(work, wish, kind).OrderBy(r => r.Id).Take(PayoutsMax).Select(r => new { r.Id, r.ShopId }).ToListAsync(ct);
        var shops = new List<ShopId>();
        foreach (var shop in candidates.Select(c => c.ShopId).Distinct().OrderBy(shop => shop.Value))
        {
            await LockPayouts.RunAsync(work, shop, ct);
            if ((await destinations.OfAsync(work, shop, ct)).Coming is null)
                shops.Add(shop);
        }

        var chosen = candidates.Select(c => c.Id).ToList();
        return await Ready(work, wish, kind).Where(r => chosen.Contains(r.Id) && shops.Contains(r.ShopId)).OrderBy(r => r.Id).ToListAsync(ct);
    }

    private static IQueryable<PayoutRow> Ready(UnitOfWork work, BatchWish wish, DestinationKind kind) =>
        from payout in work.Db.Set<PayoutRow>()
        join to in work.Db.Set<DestinationRow>() on payout.AccountId equals to.Id
        where payout.State == PayoutState.Approved && payout.Currency == wish.Currency.Code && to.Kind == kind
        select payout;

    private sealed record Facts(string Route, int Payouts, long AmountMinor, string Currency);
}
