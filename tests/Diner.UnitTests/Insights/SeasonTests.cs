using Diner.Insights.Effects;
using Diner.Insights.Seasons;
using Diner.Insights.Trade;
using Xunit;

namespace Diner.UnitTests.Insights;

public sealed class SeasonTests
{
    private static readonly DateOnly First = new(2024, 11, 27);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [InlineData("spring_festival", 2025, "2025-01-28")]
    [InlineData("lantern_festival", 2025, "2025-02-12")]
    [InlineData("dragon_boat", 2025, "2025-05-31")]
    [InlineData("qixi", 2025, "2025-08-29")]
    [InlineData("mid_autumn", 2025, "2025-10-06")]
    [InlineData("spring_festival", 2026, "2026-02-16")]
    [InlineData("mid_autumn", 2023, "2023-09-29")]
    [InlineData("dragon_boat", 2023, "2023-06-22")]
    [InlineData("mid_autumn", 1800, null)]
    public void Holidays_of_the_moon_move_with_it(string name, int year, string? first) =>
        Assert.Equal(first, Holiday.All.Single(h => h.Name == name).StartOf(year)?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_uplift_of_holidays_is_within_a_tenth_of_the_truth(int seed)
    {
        var series = new PlantedTrade(seed, First, 730) { PerHour = 20, Clusters = 60, Moods = 1_500 }.Draw("study", Planted);
        var seasons = FindSeasons.Run(series, new bool[series.Days]).ToDictionary(s => s.Season);
        Near(1.8, seasons["national_day"]);
        Near(2.2, seasons["spring_festival"]);
        Near(3, seasons["summer_holidays"]);
        Near(3, seasons["winter_holidays"]);
        Near(2.5, seasons["singles_day"]);
        Assert.Contains(seasons["summer_holidays"].Days, days => Math.Abs(days.To.DayNumber - new DateOnly(2025, 8, 25).DayNumber) <= 2);

        static double Planted(DateTime at)
        {
            var day = DateOnly.FromDateTime(at);
            var factor = In(day, 7, 5, 8, 25) || In(day, 1, 12, 2, 20) ? 3 : 1.0;
            factor *= In(day, 10, 1, 10, 7) ? 1.8 : 1;
            factor *= In(day, 11, 11, 11, 11) ? 2.5 : 1;
            return factor * (In(day, 1, 28, 2, 4) && day.Year == 2025 ? 2.2 : In(day, 2, 16, 2, 23) && day.Year == 2026 ? 2.2 : 1);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Trade_without_holidays_shows_an_interval_around_nothing(int seed)
    {
        var series = new PlantedTrade(seed, First, 730).Draw("tools", _ => 1);
        var seasons = FindSeasons.Run(series, new bool[series.Days]);
        Assert.InRange(seasons.Count(season => season.Interval[0] > 0 || season.Interval[1] < 0), 0, 4);
        Assert.All(seasons, season => Assert.InRange(season.UpliftPct, season.Interval[0], season.Interval[1]));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void An_events_uplift_and_length_are_within_15_percent_of_the_truth(int seed)
    {
        int[] starts = [(60 * 24) + 10, (130 * 24) + 18, (210 * 24) + 15, (300 * 24) + 11];
        var begin = First.ToDateTime(TimeOnly.MinValue);
        var series = new PlantedTrade(seed, First, 400) { PerHour = 20, Clusters = 60, Moods = 1_500 }.Draw("game", at => starts.Any(start => (at - begin).TotalHours is var hour && hour >= start && hour < start + 72) ? 3 : 1);
        Assert.All(MeasureEvents.Run(series, starts), measured =>
        {
            Assert.NotNull(measured);
            Assert.InRange(FindSeasons.Percent(measured.Log), 200 * 0.85, 200 * 1.15);
            Assert.InRange(measured.Hours, 72 * 0.85, 72 * 1.15);
        });
    }

    [Fact]
    public void A_series_of_a_few_days_says_nothing()
    {
        var series = new PlantedTrade(1, First, 30).Draw("game", _ => 1);
        Assert.Empty(FindSeasons.Run(series, new bool[30]));
        Assert.Equal([null], MeasureEvents.Run(series, [100]));
    }

    private static void Near(double truth, SeasonEffect season) => Assert.InRange(season.UpliftPct, ((truth - 1) * 100) - (truth * 10), ((truth - 1) * 100) + (truth * 10));

    private static bool In(DateOnly day, int month, int from, int toMonth, int to) => day >= new DateOnly(day.Year, month, from) && day <= new DateOnly(day.Year, toMonth, to);
}
