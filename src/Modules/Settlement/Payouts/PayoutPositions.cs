using Diner.Accounts.Merchants;
using Diner.Catalog.Shops;
using Diner.Data.Settings;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Destinations;
using Diner.Ledger.Payouts;
using Diner.Payments.Refunds;

namespace Diner.Settlement.Payouts;

/// <summary>What a shop is owed, what of it may be paid out and by which rules.</summary>
/// <param name="Balance">The amounts.</param>
/// <param name="Rules">The rules they follow.</param>
/// <param name="Terms">What is agreed for this shop, and its schedule.</param>
/// <param name="Destinations">Where its money goes.</param>
/// <param name="Minimum">The smallest pay-out.</param>
public sealed record PayoutPosition(PayoutBalance Balance, PayoutRules Rules, PayoutTerms Terms, ShopDestinations Destinations, Money Minimum);

/// <summary>Works out what may be paid out, from the books, the refunds and the disputes of one moment.</summary>
public sealed class PayoutPositions(Database database, SettingsBook settings, Merchants merchants, PayoutStore store, TimeProvider clock)
{
    /// <summary>The position of a shop now.</summary>
    public async Task<PayoutPosition> OfAsync(ShopView shop, CancellationToken ct)
    {
        var ground = await GroundAsync(shop, ct);
        var terms = await store.Terms.OfAsync(shop.Id, ct);
        await using var work = await database.BeginReadAsync(ct);
        return await ReadAsync(work, ground, terms, ct);
    }

    /// <summary>What does not change while one waits for the lock: read before it, so that who holds it needs no second connection.</summary>
    internal async Task<PayoutGround> GroundAsync(ShopView shop, CancellationToken ct)
    {
        var merchant = await merchants.FindAsync(shop.Merchant, ct) ?? throw new InvariantException($"shop {shop.Id.Value} has no merchant");
        return new PayoutGround(shop, merchant.CreatedAt, await settings.CurrentAsync(ct));
    }

    /// <summary>The position as a transaction sees it that has locked the shop's pay-outs.</summary>
    internal async Task<PayoutPosition> ReadAsync(UnitOfWork work, PayoutGround ground, PayoutTerms terms, CancellationToken ct)
    {
        var (shop, merchantSince, house) = ground;
        var (now, zone) = (clock.GetUtcNow(), LocalDays.Zone(shop.TimeZone));
        var destinations = await store.Destinations.OfAsync(work, shop.Id, ct);

        var longest = Math.Max(terms.Days ?? house.PayoutDays, house.PayoutReserveDays);
        var since = LocalDays.Start(LocalDays.Of(now, zone).AddDays(1 - longest), zone);
        var batch = work.NewBatch();
        // What went back is read before what is owed: a refund that comes between them is then held twice, and never paid out.
        var back = MoneyGoneBack.AddTo(batch, shop.Id, since);
        var payable = ReadPayable.AddTo(batch, shop.Id, shop.Currency, since);
        var disputes = MoneyGoneBack.AddDisputesTo(batch, shop.Id);
        await batch.SendAsync(ct);

        var rules = PayoutRules.Of(house, terms, merchantSince, disputes.Rows[0] > 0, now);
        var days = payable.Incomes.Concat(back.Rows.Select(row => (row.PaidAt, -row.Minor)))
            .GroupBy(move => LocalDays.Of(move.Item1, zone))
            .Select(day => (Day: day.Key, Minor: Math.Max(0, day.Sum(move => move.Item2))))
            .ToList();
        var reserveSince = LocalDays.Of(now, zone).AddDays(1 - rules.ReserveDays);
        var facts = new PayoutFacts(payable.PayableMinor, payable.DisputedMinor, [.. days.Select(day => new Income(LocalDays.Start(day.Day.AddDays(rules.Days), zone), day.Minor))])
        {
            ReserveBaseMinor = days.Where(day => day.Day >= reserveSince).Sum(day => day.Minor),
            Reserve = rules.Reserve,
            CoolsUntil = destinations.Coming?.ValidFrom,
            IsSuspended = shop.IsSuspended,
        };
        var minimum = new Money((long)house.PayoutMinimum * shop.Currency.MinorPerMajor, shop.Currency);
        return new PayoutPosition(PayoutBalance.Of(facts, now), rules, terms, destinations, minimum);
    }
}

/// <summary>On what a position stands besides the books.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="MerchantSince">Since when its merchant is here.</param>
/// <param name="House">The settings of the house.</param>
internal sealed record PayoutGround(ShopView Shop, DateTimeOffset MerchantSince, HouseSettings House);

/// <summary>Where what belongs to pay-outs is kept.</summary>
/// <param name="Terms">What is agreed.</param>
/// <param name="Destinations">Where the money goes.</param>
/// <param name="Write">The pay-outs themselves.</param>
public sealed record PayoutStore(SetPayoutTerms Terms, KeepDestinations Destinations, WritePayouts Write);
