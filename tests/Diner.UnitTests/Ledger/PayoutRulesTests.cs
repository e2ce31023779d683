using Diner.Data.Settings;
using Diner.Ledger.Payouts;
using Xunit;

namespace Diner.UnitTests.Ledger;

public sealed class PayoutRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);
    private static readonly HouseSettings House = new() { PayoutReserveDays = 30, PayoutNewPercent = 10, PayoutDisputePercent = 20 };

    [Fact]
    public void A_merchant_is_new_until_the_day_it_reads() =>
        Assert.Equal(new Reserve(HoldReason.NewMerchant, 10, Now.AddDays(1)), Of(PayoutTerms.OfTheHouse, Now.AddDays(-29), hasDisputes: false));

    [Fact]
    public void Afterwards_nothing_is_kept_back() => Assert.Null(Of(PayoutTerms.OfTheHouse, Now.AddDays(-30), hasDisputes: false));

    [Fact]
    public void Of_several_reserves_the_greatest_counts() =>
        Assert.Equal(HoldReason.OpenDisputes, Of(PayoutTerms.OfTheHouse, Now, hasDisputes: true)?.Reason);

    [Fact]
    public void None_that_is_agreed_frees_a_new_merchant_but_not_one_with_disputes()
    {
        var none = new PayoutTerms(null, 0, PayoutSchedule.None, null);
        Assert.Null(Of(none, Now, hasDisputes: false));
        Assert.Equal(20, Of(none, Now, hasDisputes: true)?.Percent);
    }

    [Theory]
    [InlineData(PayoutSchedule.Daily, "2026-11-20T19:00:00Z")]
    [InlineData(PayoutSchedule.Weekly, "2026-11-22T19:00:00Z")]
    [InlineData(PayoutSchedule.Monthly, "2026-11-30T19:00:00Z")]
    public void A_schedule_comes_in_the_small_hours_of_the_shop(PayoutSchedule schedule, string next) =>
        Assert.Equal(DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture), PayoutTerms.NextAfter(schedule, Now, LocalDays.Zone("Asia/Shanghai")));

    private static Reserve? Of(PayoutTerms terms, DateTimeOffset since, bool hasDisputes) => PayoutRules.Of(House, terms, since, hasDisputes, Now).Reserve;
}
