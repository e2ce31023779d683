using System.Globalization;

namespace Diner.Insights.Seasons;

/// <summary>After what a day is counted.</summary>
public enum HolidayCalendar
{
    /// <summary>The same day every year.</summary>
    Gregorian,

    /// <summary>The Chinese calendar.</summary>
    Lunar,

    /// <summary>When schools and universities are closed, by and large.</summary>
    Student,
}

/// <summary>A holiday, or a stretch of days in which people buy otherwise.</summary>
/// <param name="Name">What it is called: spring_festival.</param>
/// <param name="Calendar">After what it is counted.</param>
/// <param name="Length">Days it usually has.</param>
/// <param name="SlackDays">By how many days it may begin or end otherwise.</param>
/// <param name="StartOf">Its usual first day in a year.</param>
internal sealed record Holiday(string Name, HolidayCalendar Calendar, int Length, int SlackDays, Func<int, DateOnly?> StartOf)
{
    private const int StudentSlackDays = 20;
    private const int SolarYearsPerLunar = 1;

    private static readonly ChineseLunisolarCalendar Lunisolar = new();

    /// <summary>Those that are looked for. Where two meet, the shorter one is a factor on top of the longer.</summary>
    public static readonly IReadOnlyList<Holiday> All =
    [
        new("new_year", HolidayCalendar.Gregorian, 3, 1, year => new DateOnly(year, 1, 1)),
        new("valentines_day", HolidayCalendar.Gregorian, 1, 1, year => new DateOnly(year, 2, 14)),
        new("qingming", HolidayCalendar.Gregorian, 3, 1, year => new DateOnly(year, 4, 4)),
        new("labour_day", HolidayCalendar.Gregorian, 5, 2, year => new DateOnly(year, 5, 1)),
        new("520", HolidayCalendar.Gregorian, 1, 1, year => new DateOnly(year, 5, 20)),
        new("childrens_day", HolidayCalendar.Gregorian, 1, 1, year => new DateOnly(year, 6, 1)),
        new("618", HolidayCalendar.Gregorian, 3, 2, year => new DateOnly(year, 6, 16)),
        new("national_day", HolidayCalendar.Gregorian, 7, 1, year => new DateOnly(year, 10, 1)),
        new("singles_day", HolidayCalendar.Gregorian, 1, 2, year => new DateOnly(year, 11, 11)),
        new("double_twelve", HolidayCalendar.Gregorian, 1, 1, year => new DateOnly(year, 12, 12)),
        new("christmas", HolidayCalendar.Gregorian, 2, 1, year => new DateOnly(year, 12, 24)),
        new("spring_festival", HolidayCalendar.Lunar, 8, 3, year => Lunar(year, 1, 1)?.AddDays(-1)),
        new("lantern_festival", HolidayCalendar.Lunar, 1, 1, year => Lunar(year, 1, 15)),
        new("dragon_boat", HolidayCalendar.Lunar, 3, 2, year => Lunar(year, 5, 5)),
        new("qixi", HolidayCalendar.Lunar, 1, 1, year => Lunar(year, 7, 7)),
        new("mid_autumn", HolidayCalendar.Lunar, 3, 2, year => Lunar(year, 8, 15)),
        new("summer_holidays", HolidayCalendar.Student, 62, StudentSlackDays, year => new DateOnly(year, 7, 1)),
        new("winter_holidays", HolidayCalendar.Student, 37, StudentSlackDays, year => new DateOnly(year, 1, 15)),
    ];

    /// <summary>Its usual first days, as days behind the first day of a stretch, for those that lie in it from end to end.</summary>
    public IReadOnlyList<int> StartsIn(DateOnly first, int days) =>
    [
        .. Enumerable.Range(first.Year - SolarYearsPerLunar, (days / 365) + 3).Select(StartOf).Where(start => start is not null).Select(start => start!.Value.DayNumber - first.DayNumber)
            .Where(start => start >= 0 && start + Length <= days),
    ];

    /// <summary>A day of the Chinese calendar, leap months passed over; null outside the years that the base library knows.</summary>
    private static DateOnly? Lunar(int year, int month, int day)
    {
        if (year <= Lunisolar.MinSupportedDateTime.Year || year >= Lunisolar.MaxSupportedDateTime.Year)
            return null;
        var leap = Lunisolar.GetLeapMonth(year);
        return DateOnly.FromDateTime(Lunisolar.ToDateTime(year, leap > 0 && month >= leap ? month + 1 : month, day, 0, 0, 0, 0));
    }
}
