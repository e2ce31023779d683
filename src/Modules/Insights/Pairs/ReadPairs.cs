using Diner.Data.Storage;
using Diner.Insights.Sales;
using Diner.Insights.Trade;
using Microsoft.EntityFrameworkCore;

namespace Diner.Insights.Pairs;

/// <summary>What buyers bought one after the other, by variant, by category and by tier.</summary>
internal sealed record ShopPairs(BuyerPairs Variants, BuyerPairs Categories, BuyerPairs Tiers);

/// <summary>Reads the purchases of a shop's buyers, one buyer at a time. It goes through the facts and not through roll-ups: for a report, not for a page.</summary>
internal sealed class ReadPairs(Database database)
{
    /// <summary>How long after a purchase another belongs to it.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    public async Task<ShopPairs> RunAsync(ShopTrade trade, CancellationToken ct)
    {
        var items = trade.Goods.Items.Select((item, place) => (item, place)).ToDictionary(v => v.item.Id, v => v.place);
        var categories = Categories(trade);
        var pairs = new ShopPairs(new BuyerPairs(Window), new BuyerPairs(Window), new BuyerPairs(Window));
        var (from, until) = (trade.Clock.StartOf(trade.Days.First), trade.Clock.StartOf(trade.Days.Last.AddDays(1)));
        await using var db = database.Read();
        var sales = db.Set<SaleFact>().Where(f => f.ShopId == trade.Shop.Id && f.Reference == SaleFact.Sale && f.At >= from && f.At < until)
            .OrderBy(f => f.Buyer).ThenBy(f => f.At).Select(f => new { f.Buyer, f.At, f.VariantId }).AsAsyncEnumerable();
        var (buyer, bought) = (Guid.Empty, new List<Purchase>());
        await foreach (var sale in sales.WithCancellation(ct))
        {
            if (sale.Buyer != buyer)
                Close();
            buyer = sale.Buyer;
            if (items.TryGetValue(sale.VariantId, out var item))
                bought.Add(new Purchase(sale.At.UtcTicks, item));
        }

        Close();
        return pairs;

        void Close()
        {
            pairs.Variants.Add(bought);
            pairs.Categories.Add([.. bought.Where(p => trade.Goods.Items[p.Label].Category.Length > 0).Select(p => p with { Label = categories.IndexOf(trade.Goods.Items[p.Label].Category) })]);
            pairs.Tiers.Add([.. bought.Select(p => p with { Label = (int)trade.Goods.Items[p.Label].Tier })]);
            bought.Clear();
        }
    }

    /// <summary>The categories by the labels that pairs have.</summary>
    public static List<string> Categories(ShopTrade trade) => [.. trade.Goods.Items.Select(item => item.Category).Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal)];
}
