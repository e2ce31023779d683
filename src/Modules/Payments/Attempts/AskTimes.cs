namespace Diner.Payments.Attempts;

/// <summary>
/// When a provider is asked about a payment that it has not told us of: 10 s after it was opened, then after twice as long each time, up to a day
/// in all. A buyer who pays needs about a minute, and most notifications come within a second of it: the early questions are the ones that
/// count, the late ones find what was paid after the hold ended.
/// </summary>
internal static class AskTimes
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The time after so many questions; null when it is not asked any more.</summary>
    public static DateTimeOffset? Next(DateTimeOffset openedAt, int asked)
    {
        // 10, 20, 40 … seconds after each other are 10, 30, 70 … seconds after the opening.
        var after = TimeSpan.FromTicks(First.Ticks * ((1L << Math.Min(asked + 1, 40)) - 1));
        return after <= Longest ? openedAt + after : null;
    }
}
