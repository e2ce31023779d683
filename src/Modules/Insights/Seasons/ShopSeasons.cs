using Diner.Insights.Occasions;
using Diner.Insights.Trade;

namespace Diner.Insights.Seasons;

/// <summary>What holidays do to a shop, to its categories, and to variants that are in no category.</summary>
internal static class ShopSeasons
{
    public static IReadOnlyList<SeasonEffect> Of(ShopTrade trade, IReadOnlyList<Series> categories, IReadOnlyDictionary<string, bool[]> eventDays)
    {
        var loose = trade.Goods.Items.Where(item => item.Category.Length == 0).Select(item => item.Code).ToHashSet();
        Series[] parts = [.. categories, .. Series.OfVariants(trade).Where(variant => loose.Contains(variant.Name))];
        return [.. FindSeasons.Run(Series.OfShop(trade), Days(_ => true)), .. parts.SelectMany(part => FindSeasons.Run(part, Days(scope => Touches(scope, part))))];

        bool[] Days(Func<string, bool> isOn)
        {
            var days = new bool[trade.Days.Count];
            foreach (var (_, marked) in eventDays.Where(scope => isOn(scope.Key)))
            {
                for (var day = 0; day < days.Length; day++)
                    days[day] |= marked[day];
            }

            return days;
        }

        bool Touches(string scope, Series part)
        {
            var isIn = OccasionScope.IsIn(scope, trade.Goods.ByName());
            return trade.Goods.Items.Any(item => isIn(item) && (part.Kind == SeriesKind.Category ? item.Category == part.Name : item.Code == part.Name));
        }
    }
}
