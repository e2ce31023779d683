using CsCheck;
using Diner.Kernel;
using Diner.Ledger.Payouts;
using Xunit;

namespace Diner.UnitTests.Ledger;

public sealed class PayoutBalanceTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);

    private static readonly Gen<Income> AnIncome = Gen.Select(Gen.Int[-5, 90], Gen.Long[0, 1_000_000_000]).Select((day, minor) => new Income(Now.AddDays(day), minor));

    private static readonly Gen<PayoutFacts> AnyFacts = Gen.Select(
        Gen.Select(Gen.Long[-1_000_000_000, 1_000_000_000_000], Gen.Long[0, 1_000_000_000]),
        AnIncome.List[0, 12],
        Gen.Select(Gen.Long[0, 1_000_000_000_000], Gen.Int[0, 100], Gen.Bool),
        Gen.Select(Gen.Bool, Gen.Int[-48, 48], Gen.Bool)).Select((owed, incomes, reserve, stops) => new PayoutFacts(owed.Item1, owed.Item2, incomes)
        {
            ReserveBaseMinor = reserve.Item1,
            Reserve = reserve.Item3 ? new Reserve(HoldReason.NewMerchant, reserve.Item2, Now.AddDays(9)) : null,
            CoolsUntil = stops.Item1 ? Now.AddHours(stops.Item2) : null,
            IsSuspended = stops.Item3,
        });

    [Fact]
    public void Available_and_held_less_the_debt_are_what_is_owed() => AnyFacts.Sample(facts =>
    {
        var balance = PayoutBalance.Of(facts, Now);
        Assert.Equal(balance.OwedMinor, balance.AvailableMinor + balance.Holds.Sum(hold => hold.Minor) - balance.DebtMinor);
        Assert.Equal(facts.PayableMinor + facts.DisputedMinor, balance.OwedMinor);
    }, iter: 20_000);

    [Fact]
    public void Nothing_is_negative_and_never_more_is_available_than_is_payable() => AnyFacts.Sample(facts =>
    {
        var balance = PayoutBalance.Of(facts, Now);
        Assert.InRange(balance.AvailableMinor, 0, Math.Max(0, facts.PayableMinor));
        Assert.All(balance.Holds, hold => Assert.True(hold.Minor > 0));
    }, iter: 20_000);

    [Fact]
    public void Who_is_owed_less_never_has_more_available() => Gen.Select(AnyFacts, Gen.Long[0, 1_000_000_000]).Sample((facts, less) =>
        Assert.True(PayoutBalance.Of(facts with { PayableMinor = facts.PayableMinor - less }, Now).AvailableMinor <= PayoutBalance.Of(facts, Now).AvailableMinor), iter: 20_000);

    [Fact]
    public void What_came_in_of_late_is_held_the_latest_first_and_each_day_by_itself()
    {
        var facts = new PayoutFacts(100, 0, [new Income(Now.AddDays(1), 70), new Income(Now.AddDays(2), 60), new Income(Now, 500)]);
        Assert.Equal([(Now.AddDays(1), 40L), (Now.AddDays(2), 60L)], PayoutBalance.Of(facts, Now).Holds.Select(hold => (hold.Until!.Value, hold.Minor)));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(100, 10, 10)]
    [InlineData(101, 10, 11)]
    [InlineData(1000, 0, 0)]
    [InlineData(1000, 100, 1000)]
    public void A_reserve_is_rounded_up(long came, int percent, long held) => Assert.Equal(
        held, PayoutBalance.Of(new PayoutFacts(1000, 0, []) { ReserveBaseMinor = came, Reserve = new Reserve(HoldReason.Agreed, percent, null) }, Now).Holds.Sum(hold => hold.Minor));

    [Fact]
    public void A_suspended_shop_has_nothing_available_and_reads_why() => Assert.Equal(
        [(HoldReason.Suspended, 1000L)], PayoutBalance.Of(new PayoutFacts(1000, 0, []) { IsSuspended = true }, Now).Holds.Select(hold => (hold.Reason, hold.Minor)));

    [Theory]
    [InlineData(500_000, 1)]
    [InlineData(500_001, 2)]
    public void Above_the_limit_two_people_approve(long fen, int people) => Assert.Equal(people, PayoutRules.ApprovalsFor(Money.Cny(fen), new Diner.Data.Settings.HouseSettings()));
}
