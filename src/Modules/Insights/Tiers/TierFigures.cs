using Diner.Catalog.Products;
using Diner.Insights.Pairs;
using Diner.Insights.Trade;

namespace Diner.Insights.Tiers;

/// <summary>What one part of the menu brings.</summary>
/// <param name="Tier">core, extension or value_added.</param>
/// <param name="Orders">Orders that have something of it.</param>
/// <param name="Revenue">What was paid for it.</param>
/// <param name="Margin">The revenue less what its keys had cost.</param>
/// <param name="Share">Its share of the shop's revenue, 0 to 1.</param>
/// <param name="Attach">Of the occasions on which something of the core was bought, the share on which this came with it or within 24 hours; null for the core.</param>
public sealed record TierFigures(ProductTier Tier, long Orders, decimal Revenue, decimal Margin, double? Share, double? Attach);

/// <summary>Sums a shop's trade by the parts of its menu.</summary>
internal static class SumTiers
{
    public static IReadOnlyList<TierFigures> Run(ShopTrade trade, BuyerPairs pairs)
    {
        var byTier = trade.Hours.ToLookup(row => trade.Goods.Items[row.Item].Tier);
        var all = trade.Hours.Sum(row => row.RevenueMinor);
        return [.. Enum.GetValues<ProductTier>().Select(tier => Of(tier, [.. byTier[tier]]))];

        TierFigures Of(ProductTier tier, List<HourRow> rows)
        {
            decimal major = trade.Shop.Currency.MinorPerMajor;
            var (revenue, cost, core) = (rows.Sum(row => row.RevenueMinor), rows.Sum(row => row.CostMinor), pairs.Times((int)ProductTier.Core));
            var together = pairs.Pairs.Where(pair => pair.If == (int)ProductTier.Core && pair.Then == (int)tier).Sum(pair => pair.Hits);
            return new TierFigures(
                tier, rows.Sum(row => row.Orders), revenue / major, (revenue - cost) / major,
                all > 0 ? Math.Round((double)revenue / all, 4) : null, tier == ProductTier.Core || core == 0 ? null : Math.Round((double)together / core, 4));
        }
    }
}
