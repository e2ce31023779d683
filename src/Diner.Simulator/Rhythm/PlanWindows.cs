using System.Globalization;
using Diner.Simulator.Parameters;

namespace Diner.Simulator.Rhythm;

/// <summary>Puts holidays, versions and campaigns on the calendar. The lunar calendar is that of the base library.</summary>
internal static class PlanWindows
{
    private static readonly ChineseLunisolarCalendar Lunar = new();

    /// <summary>Those that touch the days, earliest first.</summary>
    public static IReadOnlyList<Window> Between(SimParameters parameters, DateTime from, DateTime to) =>
    [
        .. Holidays(parameters, from.Year, to.Year).Concat(Versions(parameters, from, to)).Concat(Campaigns(parameters, from.Year, to.Year))
            .Where(window => window.From < to && window.To > from)
            .OrderBy(window => window.From).ThenBy(window => window.Name, StringComparer.Ordinal),
    ];

    // A holiday around New Year may begin in the year before.
    private static IEnumerable<Window> Holidays(SimParameters parameters, int first, int last) =>
        from holiday in parameters.Holidays
        from year in Enumerable.Range(first - 1, last - first + 3)
        let day = holiday.Calendar == "lunar" ? LunarDay(year, holiday.Month, holiday.Day) : Day(year, holiday.Month, holiday.Day)
        select new Window(WindowKind.Holiday, $"{holiday.Name} {year}", day.AddDays(-holiday.DaysBefore), day.AddDays(holiday.DaysAfter + 1), holiday.Category) { Factor = holiday.Factor };

    private static IEnumerable<Window> Versions(SimParameters parameters, DateTime opening, DateTime end) =>
        from version in parameters.Versions
        from number in Enumerable.Range(0, Math.Max(0, (((end - opening).Days - version.FirstDay) / version.EveryDays) + 1))
        let start = opening.AddDays(version.FirstDay + (number * version.EveryDays)).AddHours(version.Hour)
        select new Window(WindowKind.Version, $"{version.Name} {number + 1}", start, start.AddHours(version.Hours), null) { Goods = version.Goods, Factor = version.Factor };

    private static IEnumerable<Window> Campaigns(SimParameters parameters, int first, int last) =>
        from campaign in parameters.Campaigns
        from year in Enumerable.Range(first - 1, last - first + 2)
        let start = Day(year, campaign.Month, campaign.Day)
        select new Window(WindowKind.Campaign, $"{campaign.Name} {year}", start, start.AddDays(campaign.Days), campaign.Category) { Discount = campaign.Discount };

    // A day that the month has not is its last.
    private static DateTime Day(int year, int month, int day) => new(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));

    // A leap month stands behind the month whose name it has, and is not that month.
    private static DateTime LunarDay(int year, int month, int day)
    {
        var leap = Lunar.GetLeapMonth(year);
        var place = leap > 0 && month >= leap ? month + 1 : month;
        return Lunar.ToDateTime(year, place, Math.Min(day, Lunar.GetDaysInMonth(year, place)), 0, 0, 0, 0);
    }
}
