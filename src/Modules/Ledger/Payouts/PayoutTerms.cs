using Diner.Kernel;

namespace Diner.Ledger.Payouts;

/// <summary>When a merchant is paid out without asking. The numbers are stored.</summary>
public enum PayoutSchedule : short
{
    /// <summary>Only when asked for.</summary>
    None = 0,

    /// <summary>Every day.</summary>
    Daily = 1,

    /// <summary>Every Monday.</summary>
    Weekly = 2,

    /// <summary>On the first of each month.</summary>
    Monthly = 3,
}

/// <summary>How one shop is paid out, where it is not as the house says.</summary>
/// <param name="Days">A sale is available after so many days; null as the house says.</param>
/// <param name="ReservePercent">What is kept back always, percent; null as the house says.</param>
/// <param name="Schedule">When it is paid out without asking.</param>
/// <param name="NextAt">When that is next; null without a schedule.</param>
public sealed record PayoutTerms(int? Days, int? ReservePercent, PayoutSchedule Schedule, DateTimeOffset? NextAt)
{
    /// <summary>The most days a sale may be held.</summary>
    public const int DaysMax = 90;

    /// <summary>As the house says.</summary>
    public static readonly PayoutTerms OfTheHouse = new(null, null, PayoutSchedule.None, null);

    /// <summary>What is out of its limits; null when all are within.</summary>
    public Problem? Check()
    {
        if (Days is < 0 or > DaysMax)
            return new Problem(ProblemCode.InvalidRequest, $"Choose a whole number of days from 0 to {DaysMax}, or leave it empty.", "days");
        return ReservePercent is < 0 or > 100
            ? new Problem(ProblemCode.InvalidRequest, "Choose a whole number of percent from 0 to 100, or leave it empty.", "reserve_percent")
            : null;
    }

    /// <summary>The first time after that moment on a schedule, in a time zone: in the small hours, after the day is over.</summary>
    public static DateTimeOffset? NextAfter(PayoutSchedule schedule, DateTimeOffset now, TimeZoneInfo zone)
    {
        const int hour = 3;
        if (schedule == PayoutSchedule.None)
            return null;
        for (var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime); ; day = day.AddDays(1))
        {
            var at = LocalDays.At(day, new TimeOnly(hour, 0), zone);
            if (at > now && IsOn(schedule, day))
                return at;
        }
    }

    private static bool IsOn(PayoutSchedule schedule, DateOnly day) => schedule switch
    {
        PayoutSchedule.Daily => true,
        PayoutSchedule.Weekly => day.DayOfWeek == DayOfWeek.Monday,
        PayoutSchedule.Monthly => day.Day == 1,
        _ => throw new InvariantException($"unknown schedule {schedule}"),
    };
}
