using CsCheck;
using Diner.Catalog.Products;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Payments.Notifications;
using Diner.Payments.Records;
using Diner.Settlement.Settle;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Diner.UnitTests.Settlement;

public sealed class JudgeTests
{
    private static readonly IdSource Ids = new(new FakeTimeProvider());
    private static readonly ChannelId Channel = Ids.Next<ChannelId>();
    private static readonly LockedOrder Pending = new(
        Ids.Next<OrderId>(), "D1", Ids.Next<ShopId>(), OrderStatus.Pending, Ids.Next<VariantId>(), GoodsKind.OneTime, 1, Money.Cny(1000), 15, Channel);

    private static readonly Money?[] Amounts = [Money.Cny(1000), Money.Cny(999), Money.Cny(0), new Money(1000, CurrencyCode.Parse("USD")), null];

    private static readonly Gen<(LockedOrder? Order, SettlementRequest Request, bool IsRecorded)> Cases =
        from status in Gen.Enum<OrderStatus>()
        from kind in Gen.Enum<GoodsKind>()
        from hasOrder in Gen.Frequency((4, Gen.Const(true)), (1, Gen.Const(false)))
        from isOwnChannel in Gen.Frequency((4, Gen.Const(true)), (1, Gen.Const(false)))
        from amount in Gen.Int[0, 4].Select(i => Amounts[i])
        from source in Gen.Enum<PaymentSource>()
        from hasPayment in Gen.Frequency((4, Gen.Const(true)), (1, Gen.Const(false)))
        from isRecorded in Gen.Bool
        select (
            hasOrder ? Pending with { Status = status, Kind = kind } : null,
            hasPayment ? Payment(amount, isOwnChannel ? Channel : Ids.Next<ChannelId>(), source) : SettlementRequest.KeysArrived(Pending.ShopId, "D1", default),
            isRecorded);

    [Fact]
    public void Every_case_has_a_verdict_and_every_verdict_a_status() => Cases.Sample(
        c => Assert.True(Enum.IsDefined(Judge.StatusAfter(Judge.Decide(c.Request, c.Order, c.IsRecorded), c.Order?.Status ?? OrderStatus.Pending))), iter: 20_000);

    [Fact]
    public void Nothing_is_delivered_without_its_exact_money_through_its_own_channel() => Cases.Sample(c =>
    {
        if (Judge.Decide(c.Request, c.Order, c.IsRecorded) is not (Verdict.Deliver or Verdict.HandOver))
            return;
        Assert.NotNull(c.Order);
        if (c.Request.Payment is { } payment)
            Assert.True(!c.IsRecorded && payment.Amount == c.Order.Amount && payment.ChannelId == c.Order.ChannelId);
        else
            Assert.Equal(OrderStatus.AwaitingStock, c.Order.Status);
    }, iter: 20_000);

    [Fact]
    public void What_was_delivered_or_refunded_is_never_delivered_again() => Cases.Sample(c =>
    {
        if (c.Order?.Status is OrderStatus.Delivered or OrderStatus.Refunded or OrderStatus.Manual or OrderStatus.Paid)
            Assert.False(Judge.Decide(c.Request, c.Order, c.IsRecorded) is Verdict.Deliver or Verdict.HandOver);
    }, iter: 20_000);

    [Fact]
    public void Money_a_channel_tells_of_for_the_first_time_is_never_ignored() => Cases.Sample(c =>
    {
        if (c.Request is { Payment: not null, Source: PaymentSource.Notification } && !c.IsRecorded)
            Assert.NotEqual(Verdict.Nothing, Judge.Decide(c.Request, c.Order, isRecorded: false));
    }, iter: 20_000);

    [Fact]
    public void The_same_payment_after_its_effect_is_nothing() => Cases.Sample(c =>
    {
        if (c.Request.Payment is not null)
            Assert.Equal(Verdict.Nothing, Judge.Decide(c.Request, c.Order, isRecorded: true));
    }, iter: 20_000);

    private static SettlementRequest Payment(Money? amount, ChannelId channel, PaymentSource source)
    {
        var payment = new VerifiedPayment(channel, "t", "D1", amount, "raw");
        return source == PaymentSource.Notification
            ? SettlementRequest.Notified(Pending.ShopId, payment, default)
            : SettlementRequest.Vouched(Pending.ShopId, payment, source, default);
    }
}
