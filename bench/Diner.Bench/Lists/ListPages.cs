using System.Globalization;
using Diner.Bench.Stage;

namespace Diner.Bench.Lists;

/// <summary>Who looks at a page.</summary>
internal enum Onlooker
{
    /// <summary>The owner of the shop.</summary>
    Owner,

    /// <summary>The operator's administrator.</summary>
    Administrator,

    /// <summary>The operator's audit administrator.</summary>
    Auditor,
}

/// <summary>A page that is measured.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Address">The address of the i-th request.</param>
internal sealed record ListPage(string Name, Func<int, string> Address)
{
    /// <summary>Who asks for it.</summary>
    public Onlooker By { get; init; }
}

/// <summary>The pages: first and deep ones, each filter, needles, an order.</summary>
internal static class ListPages
{
    private const string Shop = $"/console/{BenchShop.Slug}";
    private const string Orders = $"{Shop}/orders";

    /// <summary>Those of a merchant, then those of the operator.</summary>
    public static IEnumerable<ListPage> All(ListSeed seed) => [.. OfShop(seed), .. OperatorPages.All(seed)];

    private static IEnumerable<ListPage> OfShop(ListSeed seed)
    {
        var count = seed.Count;
        return
        [
            new("orders first page", _ => Orders),
            new("orders deep", i => $"{Orders}?after={seed.IdOf(Spread(i, count)):N}"),
            new("orders delivered deep", i => $"{Orders}?state=delivered&after={seed.IdOf(Spread(i, count)):N}"),
            new("orders expired", i => $"{Orders}?state=expired&after={seed.IdOf(Spread(i, count)):N}"),
            new("orders waiting", _ => $"{Orders}?state=waiting"),
            new("orders awaiting stock", _ => $"{Orders}?state=awaiting_stock"),
            new("orders unpaid", _ => $"{Orders}?state=pending"),
            new("orders of a variant deep", i => $"{Orders}?goods=v:{seed.Shop.Variants[i % 10].Value}&after={seed.IdOf(Spread(i, count)):N}"),
            new("orders of a rare variant", _ => $"{Orders}?goods=v:{seed.Shop.Variants[^1].Value}"),
            new("orders of a product deep", i => $"{Orders}?goods=p:{seed.Shop.Product.Value}&after={seed.IdOf(Spread(i, count)):N}"),
            new("orders of a rare channel", _ => $"{Orders}?channel={seed.RareChannel}"),
            new("orders of a coupon deep", i => $"{Orders}?coupon={ListSeed.Coupon}&after={seed.IdOf(Spread(i, count)):N}"),
            new("orders of a rare coupon", _ => $"{Orders}?coupon={ListSeed.RareCoupon}"),
            new("orders by amount deep", i => $"{Orders}?min=20&max=20&after={seed.IdOf(Spread(i, count)):N}"),
            new("orders of a rare amount (bounded)", i => $"{Orders}?min=777&max=777&after={seed.IdOf(Spread(i, count)):N}"),
            new("orders of a day", i => string.Create(CultureInfo.InvariantCulture, $"{Orders}?from={Day(i):yyyy-MM-dd}&to={Day(i):yyyy-MM-dd}")),
            new("orders of a state, day and amount", i => string.Create(CultureInfo.InvariantCulture, $"{Orders}?state=expired&min=30&from={Day(i):yyyy-MM-dd}&to={Day(i):yyyy-MM-dd}")),
            new("orders of a contact", _ => $"{Orders}?email={Uri.EscapeDataString(ListSeed.Buyer)}"),
            new("orders by number", i => $"{Orders}?no={ListSeed.NumberOf(Spread(i, count))}"),
            new("orders by transaction", i => $"{Orders}?tx=T{Spread(i, count) / 20 * 20}"),
            new("orders with a problem", _ => $"{Orders}?problem=any"),
            new("order page", i => $"{Orders}/{ListSeed.NumberOf(Spread(i, count) / 20 * 20)}"),
            new("reported keys", _ => $"{Shop}/problems"),
            new("unmatched payments; deep", i => i % 2 == 0 ? $"{Shop}/payments" : $"{Shop}/payments?after={seed.IdOf(Spread(i, count)):N}"),
            new("home", _ => Shop),
            new("goods", _ => $"{Shop}/goods"),
            new("coupons", _ => $"{Shop}/coupons"),
            new("keys", _ => $"{Shop}/keys"),
            new("keys of a pool deep", i => $"{Shop}/keys/pools/{seed.Shop.Variants[1].Value}?after={seed.UnsoldIdOf(Spread(i, count)):D}"),
            new("keys in the bin", i => $"{Shop}/keys/bin?variant={seed.Shop.Variants[i % 10].Value}"),
            new("keys that expire", _ => $"{Shop}/keys/expiring"),
            new("audit", _ => $"{Shop}/audit"),
            new("audit deep", i => $"{Shop}/audit?after={seed.AuditNumberOf(Spread(i, count))}"),
            new("audit of a person deep", i => $"{Shop}/audit?actor=clerk{i}@example.com&after={seed.AuditNumberOf(Spread(i, count))}"),
            new("audit refused deep", i => $"{Shop}/audit?outcome=refused&after={seed.AuditNumberOf(Spread(i, count))}"),
            new("audit of an order", i => $"{Shop}/audit?subject={ListSeed.NumberOf(Spread(i, count) / 10 * 10)}"),
        ];
    }

    // All over the table, from the newest to the oldest.
    internal static long Spread(int i, int count) => (count - 1) - ((i * 7919L * 1009) % (count - 1));

    internal static DateOnly Day(int i) => new DateOnly(2024, 11, 10).AddDays(i * 17 % 700);
}
