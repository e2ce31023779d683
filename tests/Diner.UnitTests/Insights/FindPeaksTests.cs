using Diner.Insights.Numbers;
using Diner.Insights.Pairs;
using Diner.Insights.Peaks;
using Diner.Insights.Trade;
using Xunit;

namespace Diner.UnitTests.Insights;

public sealed class FindPeaksTests
{
    private static readonly DateOnly First = new(2025, 1, 1);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Planted_peaks_are_found_to_the_hour_and_no_other(int seed)
    {
        var trade = new PlantedTrade(seed, First, 365);
        Series[] series =
        [
            trade.Draw("games", at => at is { DayOfWeek: DayOfWeek.Friday, Hour: 20 or 21 } ? 3 : 1),
            trade.Draw("video", at => at is { DayOfWeek: DayOfWeek.Sunday, Hour: >= 9 and < 12 } ? 2.5 : 1),
            trade.Draw("tools", _ => 1), trade.Draw("study", _ => 1), trade.Draw("gifts", _ => 1),
        ];
        var peaks = FindPeaks.Run(series);
        Assert.Equal([("games", 4, 20, 22), ("video", 6, 9, 12)], peaks.Select(p => (p.Series.Name, p.Peak.Weekday, p.Peak.FromHour, p.Peak.ToHour)));
        Assert.InRange(peaks[0].Peak.Lift, 2.5, 3.5);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_small_shop_of_half_a_year_shows_its_peak(int seed)
    {
        var trade = new PlantedTrade(seed, First, 182) { PerHour = 1 };
        Series[] series = [trade.Draw("games", at => at is { DayOfWeek: DayOfWeek.Friday, Hour: 20 or 21 } ? 3 : 1), trade.Draw("video", _ => 1), trade.Draw("tools", _ => 1)];
        Assert.Equal([("games", 4, 20, 22)], FindPeaks.Run(series).Select(p => (p.Series.Name, p.Peak.Weekday, p.Peak.FromHour, p.Peak.ToHour)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Trade_without_peaks_has_none_however_buyers_come(int seed)
    {
        var trade = new PlantedTrade(seed + 100, First, 200) { PerHour = seed % 4 == 0 ? 0.2 : 6, Clusters = 1.2, Moods = 8 };
        Assert.Empty(FindPeaks.Run([.. Enumerable.Range(0, 8).Select(n => trade.Draw($"c{n}", _ => 1))]));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_rush_of_three_days_is_no_peak(int seed)
    {
        var trade = new PlantedTrade(seed, First, 120);
        var from = First.ToDateTime(new TimeOnly(18, 0)).AddDays(40);
        Assert.Empty(FindPeaks.Run([trade.Draw("games", at => at >= from && at < from.AddHours(72) ? 3 : 1), trade.Draw("video", _ => 1), trade.Draw("tools", _ => 1)]));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_the_whole_shop_does_is_no_peak_of_a_category(int seed)
    {
        var trade = new PlantedTrade(seed, First, 365);
        Assert.Empty(FindPeaks.Run([.. Enumerable.Range(0, 5).Select(n => trade.Draw($"c{n}", at => at is { DayOfWeek: DayOfWeek.Saturday, Hour: >= 9 and < 13 } ? 1.6 : 1))]));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_comes_along_with_a_peak_has_none_of_its_own(int seed)
    {
        var trade = new PlantedTrade(seed, First, 365) { PerHour = 12, Clusters = 10 };
        var games = trade.Draw("games", at => at is { DayOfWeek: DayOfWeek.Friday, Hour: 20 or 21 } ? 3 : 1);
        var random = new Random(seed);
        var brought = games.Hours.Select((_, hour) => Enumerable.Range(0, (int)games.Hours[hour]).Count(_ => random.NextDouble() < 0.24) + Enumerable.Range(0, hour == 0 ? 0 : (int)games.Hours[hour - 1]).Count(_ => random.NextDouble() < 0.08)).ToList();
        var tools = trade.Draw("tools", _ => 0.2);
        Series[] series = [games, tools with { Hours = [.. tools.Hours.Zip(brought, (own, more) => own + more)] }, trade.Draw("video", _ => 1), trade.Draw("study", _ => 1)];
        Assert.Equal(["games", "tools"], FindPeaks.Run(series).Select(found => found.Series.Name).Distinct());
        Assert.Equal(("games", 20, 22), Assert.Single(ShopPeaks.Own(series, [new Pair("games", "tools", Pair.OfCategories, 0.1, 0.32, 2)])) is var own ? (own.Series.Name, own.Peak.FromHour, own.Peak.ToHour) : default);
    }

    [Theory]
    [InlineData(3, 2, 1, 0.32332358381693654)]
    [InlineData(30, 10, 1, 2.5e-7)]
    [InlineData(1000, 900, 1, 0.0005)]
    public void The_tail_of_a_count_is_that_of_the_tables(double count, double expected, double dispersion, double chance) =>
        Assert.InRange(PoissonTail.AtLeast(count, expected, dispersion), chance * 0.7, chance * 1.4);
}
