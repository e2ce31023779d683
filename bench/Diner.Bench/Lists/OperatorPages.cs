using System.Globalization;

namespace Diner.Bench.Lists;

/// <summary>The operator's lists: orders of every shop, accounts, what waits, the whole audit trail.</summary>
internal static class OperatorPages
{
    private const string Orders = "/operator/orders";
    private const string Users = "/operator/users";
    private const string Audit = "/operator/audit";

    public static IEnumerable<ListPage> All(ListSeed seed) => [.. Of(Onlooker.Administrator, Administrators(seed)), .. Of(Onlooker.Auditor, Auditors(seed))];

    private static IEnumerable<ListPage> Of(Onlooker by, IEnumerable<ListPage> pages) => pages.Select(page => page with { Name = $"operator: {page.Name}", By = by });

    private static IEnumerable<ListPage> Administrators(ListSeed seed)
    {
        var count = seed.Count;
        return
        [
            new("orders first page", _ => Orders),
            new("orders deep", i => $"{Orders}?after={seed.IdOf(ListPages.Spread(i, count)):N}"),
            new("orders expired deep", i => $"{Orders}?state=expired&after={seed.IdOf(ListPages.Spread(i, count)):N}"),
            new("orders waiting", _ => $"{Orders}?state=waiting"),
            new("orders of a shop deep", i => $"{Orders}?shop={Stage.BenchShop.Slug}&after={seed.IdOf(ListPages.Spread(i, count)):N}"),
            new("orders of a small shop", i => $"{Orders}?shop={ListSeed.NeighbourSlug(i % ListSeed.Neighbours)}"),
            new("orders of a merchant of 20 shops deep", i => $"{Orders}?merchant={seed.NeighboursMerchant:D}&after={seed.IdOf(ListPages.Spread(i, count)):N}"),
            new("orders of a rare channel", _ => $"{Orders}?channel={seed.RareChannel}"),
            new("orders of a day", i => string.Create(CultureInfo.InvariantCulture, $"{Orders}?from={ListPages.Day(i):yyyy-MM-dd}&to={ListPages.Day(i):yyyy-MM-dd}")),
            new("orders of a contact", _ => $"{Orders}?email={Uri.EscapeDataString(ListSeed.Buyer)}"),
            new("orders by number", i => $"{Orders}?no={ListSeed.NumberOf(ListPages.Spread(i, count))}"),
            new("orders by transaction", i => $"{Orders}?tx=T{ListPages.Spread(i, count) / 20 * 20}"),
            new("order page", i => $"{Orders}/{ListSeed.NumberOf(ListPages.Spread(i, count) / 20 * 20)}"),
            new("what waits", _ => "/operator/exceptions"),
            new("what waits in a state", _ => "/operator/exceptions?state=awaiting_stock"),
            new("unmatched payments; deep", i => "/operator/exceptions?state=unmatched" + (i % 2 == 0 ? "" : $"&after={seed.IdOf(ListPages.Spread(i, count)):D}")),
            new("users", _ => Users),
            new("users deep", i => $"{Users}?after=clerk{ListPages.Spread(i, seed.People)}@example.com"),
            new("users by a part of the name", i => $"{Users}?q=clerk{ListPages.Spread(i, seed.People)}@"),
            new("users nobody is", _ => $"{Users}?q=nobody.at.all"),
            new("users of a role", _ => $"{Users}?role=Finance"),
            new("users of a rare role", _ => $"{Users}?role=Administrator"),
            new("users locked", _ => $"{Users}?state=locked"),
            new("users of a merchant", i => $"{Users}?merchant={seed.IdOf(i % seed.Merchants):D}"),
        ];
    }

    private static IEnumerable<ListPage> Auditors(ListSeed seed)
    {
        var count = seed.Count;
        return
        [
            new("audit", _ => Audit),
            new("audit deep", i => $"{Audit}?after={seed.AuditNumberOf(ListPages.Spread(i, count))}"),
            new("audit of a person deep", i => $"{Audit}?actor=clerk{i}@example.com&after={seed.AuditNumberOf(ListPages.Spread(i, count))}"),
            new("audit of an action", _ => $"{Audit}?action=work.started"),
            new("audit of a shop deep", i => $"{Audit}?shop={Stage.BenchShop.Slug}&after={seed.AuditNumberOf(ListPages.Spread(i, count))}"),
            new("audit refused deep", i => $"{Audit}?outcome=refused&after={seed.AuditNumberOf(ListPages.Spread(i, count))}"),
            new("audit of a day", i => string.Create(CultureInfo.InvariantCulture, $"{Audit}?from={ListPages.Day(i):yyyy-MM-dd}&to={ListPages.Day(i):yyyy-MM-dd}")),
            new("audit of an order", i => $"{Audit}?subject={ListSeed.NumberOf(ListPages.Spread(i, count) / 10 * 10)}"),
        ];
    }
}
