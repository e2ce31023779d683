using Diner.Catalog.Products;
using Diner.Kernel;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Diner.UnitTests.Ordering;

public sealed class PriceRules
{
    private static readonly IdSource Ids = new(new FakeTimeProvider());

    private static readonly Offer Offer = new()
    {
        VariantId = Ids.Next<VariantId>(), ProductId = Ids.Next<ProductId>(), ShopId = Ids.Next<ShopId>(), Code = "A", ProductName = "A", VariantName = "A",
        Kind = GoodsKind.OneTime, UnitPrice = Money.Cny(1000), PriceBreaks = [new PriceBreak(50, 800), new PriceBreak(10, 900)],
        QuantityMin = 1, QuantityMax = 100, BuyerLimit = 0, BuyerLimitWindow = TimeSpan.FromHours(1), FeeBasisPoints = 0,
        Sale = new SaleWindow(true, SaleState.OnSale, null, null),
    };

    [Theory]
    [InlineData(1, 1000)]
    [InlineData(9, 1000)]
    [InlineData(10, 900)]
    [InlineData(49, 900)]
    [InlineData(50, 800)]
    [InlineData(100, 800)]
    public void The_largest_break_not_above_the_quantity_holds(int quantity, long minor) => Assert.Equal(Money.Cny(minor), Offer.UnitPriceFor(quantity));

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public void A_scheduled_sale_has_its_first_moment_and_not_its_last(int minutes, bool isOn)
    {
        var from = new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
        var window = new SaleWindow(true, SaleState.Scheduled, from, from.AddHours(1));
        Assert.Equal(isOn, window.Includes(from.AddMinutes(minutes)));
        Assert.False((window with { IsOpen = false }).Includes(from.AddMinutes(minutes)));
    }
}
