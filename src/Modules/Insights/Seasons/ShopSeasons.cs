using Diner.Insights.Occasions;
using Diner.Insights.Trade;

namespace Diner.Insights.Seasons;

/// <summary>What holidays do to a shop and to its categories; to its variants when it has no categories.</summary>
internal static class ShopSeasons
{
    public static IReadOnlyList<SeasonEffect> Of(ShopTrade trade, IReadOnlyList<Series> categories, IReadOnlyDictionary<string, bool[]> eventDays)
    {
        var parts = categories.Count > 0 ? categories : Series.OfVariants(trade);
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
