using Diner.Catalog.Products;
using Diner.Kernel;
using Xunit;

namespace Diner.UnitTests.Catalog;

public sealed class VariantRules
{
    private static readonly VariantDraft Right = new() { ShopId = default, ProductId = default, Code = "GAME-100", Name = "100", PriceMinor = 9800 };

    [Fact]
    public void A_right_draft_has_no_problem() => Assert.Null((Right with { PriceBreaks = [new(10, 9600), new(50, 9400)], QuantityMax = 1000 }).Problem());

    [Theory]
    [InlineData("game-100")]
    [InlineData("G")]
    [InlineData("GAME 100")]
    [InlineData("GAME-100\n")]
    [InlineData("-GAME")]
    [InlineData("")]
    public void A_code_that_scripts_could_mistype_is_refused(string code) => Refused(Right with { Code = code }, "code");

    [Theory]
    [InlineData(-1)]
    [InlineData(100_000_001)]
    public void A_price_out_of_range_is_refused(long price) => Refused(Right with { PriceMinor = price }, "price_minor");

    [Theory]
    [InlineData(0, 10)]
    [InlineData(5, 4)]
    [InlineData(1, 1001)]
    public void A_quantity_range_that_cannot_be_is_refused(int min, int max) => Refused(Right with { QuantityMin = min, QuantityMax = max }, "quantity_min");

    [Theory]
    [InlineData(1, 9000, 0, 0)] // starts at one: that is the price itself
    [InlineData(10, 9800, 0, 0)] // no cheaper
    [InlineData(10, -1, 0, 0)]
    [InlineData(10, 9600, 10, 9500)] // the same quantity twice
    [InlineData(10, 9600, 5, 9500)] // quantities fall
    [InlineData(10, 9600, 20, 9700)] // prices rise
    public void Wholesale_prices_rise_in_quantity_and_fall_in_price(int quantity, long price, int nextQuantity, long nextPrice)
    {
        PriceBreak[] breaks = nextQuantity == 0 ? [new(quantity, price)] : [new(quantity, price), new(nextQuantity, nextPrice)];
        Refused(Right with { PriceBreaks = breaks }, "price_breaks");
    }

    [Theory]
    [InlineData(1, 9800)]
    [InlineData(9, 9800)]
    [InlineData(10, 9600)]
    [InlineData(49, 9600)]
    [InlineData(50, 9400)]
    [InlineData(1000, 9400)]
    public void The_break_with_the_largest_quantity_reached_sets_the_price(int quantity, long expected) =>
        Assert.Equal(expected, PriceBreak.UnitPriceMinorFor(9800, [new(50, 9400), new(10, 9600)], quantity));

    private static void Refused(VariantDraft draft, string field)
    {
        var problem = draft.Problem();
        Assert.Equal((ProblemCode.InvalidRequest, field), (problem?.Code, problem?.Field));
    }
}
