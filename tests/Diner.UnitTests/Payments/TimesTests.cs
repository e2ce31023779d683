using Diner.Payments.Attempts;
using Diner.Payments.Refunds;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class TimesTests
{
    [Fact]
    public void A_payment_is_asked_about_after_10_30_70_seconds_and_so_on_for_a_day()
    {
        var times = Enumerable.Range(0, 20).Select(asked => AskTimes.Next(DateTimeOffset.UnixEpoch, asked)).OfType<DateTimeOffset>().Select(at => (long)(at - DateTimeOffset.UnixEpoch).TotalSeconds).ToList();
        Assert.Equal([10, 30, 70, 150], times.Take(4));
        Assert.InRange(times[^1], 36_000, 86_400);
    }

    [Fact]
    public void A_refund_is_asked_for_again_ever_more_seldom_and_after_three_days_by_a_person()
    {
        var waits = Enumerable.Range(1, 100).Select(RefundTimes.After).OfType<TimeSpan>().ToList();
        Assert.Equal(TimeSpan.FromSeconds(10), waits[0]);
        Assert.InRange(waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait).TotalDays, 2.5, 3.5);
    }
}
