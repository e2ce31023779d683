using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Payouts;

namespace Diner.Settlement.Payouts;

/// <summary>
/// Asks for a pay-out. 1. Lock the shop's pay-outs: of many requests at once each sees what the one before has left. 2. Work out what is
/// available, and refuse more. 3. Write the pay-out, set its money aside, and commit.
/// </summary>
public sealed class RequestPayout(Database database, PayoutPositions positions, PayoutStore store, AuditTrail audit)
{
    /// <summary>
    /// The pay-out's id. <see cref="ProblemCode.InvalidRequest"/> for an amount below the smallest or above what is available;
    /// <see cref="ProblemCode.WrongState"/> when the shop has no account that money can go to.
    /// </summary>
    public async Task<Result<PayoutId>> RunAsync(Actor actor, ShopView shop, Money amount, CancellationToken ct)
    {
        var ground = await positions.GroundAsync(shop, ct);
        await using var work = await database.BeginAsync(ct);
        var terms = await LockPayouts.RunAsync(work, shop.Id, ct);
        var asked = await AskAsync(work, actor, shop, (amount, await positions.ReadAsync(work, ground, terms, ct)), ct);
        if (asked.IsOk)
            await work.CommitAsync(CancellationToken.None);
        return asked;
    }

    /// <summary>Pays out all that is available, if it is enough, and plans the next time: by the shop's schedule. Null when nothing was paid out.</summary>
    internal async Task<PayoutId?> RunScheduledAsync(Actor actor, ShopView shop, DateTimeOffset now, CancellationToken ct)
    {
        var ground = await positions.GroundAsync(shop, ct);
        await using var work = await database.BeginAsync(ct);
        var terms = await LockPayouts.RunAsync(work, shop.Id, ct);
        if (terms.NextAt is not { } due || due > now)
            return null; // Another node was quicker.
        await WritePayouts.PlanAsync(work, shop.Id, PayoutTerms.NextAfter(terms.Schedule, now, LocalDays.Zone(shop.TimeZone)), ct);
        await work.Db.SaveChangesAsync(ct);
        var position = await positions.ReadAsync(work, ground, terms, ct);
        var asked = await AskAsync(work, actor, shop, (new Money(position.Balance.AvailableMinor, shop.Currency), position), ct);
        await work.CommitAsync(CancellationToken.None);
        return asked.IsOk ? asked.Value : null;
    }

    private async Task<Result<PayoutId>> AskAsync(UnitOfWork work, Actor actor, ShopView shop, (Money Amount, PayoutPosition Position) wish, CancellationToken ct)
    {
        var (amount, position) = wish;
        var available = new Money(position.Balance.AvailableMinor, shop.Currency);
        if (amount.Currency != shop.Currency || amount.AmountMinor < 1)
            return new Problem(ProblemCode.InvalidRequest, $"Give an amount above zero in {shop.Currency}.", "amount");
        if (position.Destinations.Valid is not { } to)
            return new Problem(ProblemCode.WrongState, "There is no account yet that money can go to. Enter one; it is used after its cool-down.", "account");
        if (amount.AmountMinor > available.AmountMinor)
            return new Problem(ProblemCode.InvalidRequest, $"{available} are available. Choose an amount up to that.", "amount") { Reason = "payout_too_much", Values = [available.ToMajorString()] };
        if (amount.AmountMinor < position.Minimum.AmountMinor)
            return new Problem(ProblemCode.InvalidRequest, $"The smallest pay-out is {position.Minimum}.", "amount") { Reason = "payout_too_small", Values = [position.Minimum.ToMajorString()] };
        var id = await store.Write.AddAsync(work, actor, shop.Id, (amount, to), ct);
        await audit.AddAsync(work, actor, new AuditEntry("payout.requested", PayoutNumbers.Short(id)) { Merchant = shop.Merchant, Shop = shop.Id, SubjectId = id.Value, After = new Facts(amount.AmountMinor, amount.Currency.Code, to.Masked) }, ct);
        return id;
    }

    private sealed record Facts(long AmountMinor, string Currency, string To);
}
