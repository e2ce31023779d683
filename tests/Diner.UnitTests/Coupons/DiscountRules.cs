using CsCheck;
using Diner.Coupons.Rules;
using Diner.Kernel;
using Xunit;

namespace Diner.UnitTests.Coupons;

public sealed class DiscountRules
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
    private static readonly ProductId Product = new(Guid.CreateVersion7());
    private static readonly CategoryId Category = new(Guid.CreateVersion7());

    private static readonly Gen<CouponTerms> AnyTerms =
        from isFixed in Gen.Bool
        from amount in Gen.Long[1, CouponDraft.AmountMinorMax]
        from share in Gen.Int[1, 10_000]
        select isFixed ? new CouponTerms { AmountMinor = amount } : new CouponTerms { Kind = DiscountKind.Percentage, BasisPoints = share };

    [Fact]
    public void What_is_paid_and_what_is_taken_off_sum_to_the_price_and_neither_is_below_zero() =>
        Gen.Select(AnyTerms, Gen.Long[0, 100_000_000_000]).Sample((terms, minor) =>
        {
            var price = Money.Cny(minor);
            var discount = terms.DiscountOf(price);
            return discount.AmountMinor >= 0 && discount.AmountMinor <= minor && (price - discount) + discount == price;
        });

    [Fact]
    public void The_platforms_share_and_the_merchants_sum_to_what_was_really_paid() =>
        Gen.Select(AnyTerms, Gen.Long[0, 100_000_000_000], Gen.Int[0, 5_000]).Sample((terms, minor, fee) =>
        {
            var paid = Money.Cny(minor) - terms.DiscountOf(Money.Cny(minor));
            var share = paid.Share(fee);
            return share.AmountMinor >= 0 && share.AmountMinor <= paid.AmountMinor && share + (paid - share) == paid;
        });

    [Theory]
    [InlineData(1_000, 1_250, 125)]
    [InlineData(5_000, 1, 1)]
    [InlineData(3_333, 100, 33)]
    [InlineData(10_000, 999, 999)]
    public void A_percentage_is_rounded_half_away_from_zero(int basisPoints, long price, long discount) =>
        Assert.Equal(discount, new CouponTerms { Kind = DiscountKind.Percentage, BasisPoints = basisPoints }.DiscountOf(Money.Cny(price)).AmountMinor);

    [Theory]
    [InlineData(500, 300)]
    [InlineData(300, 300)]
    public void An_amount_never_takes_off_more_than_the_price(long amount, long price) =>
        Assert.Equal(Money.Cny(price), new CouponTerms { AmountMinor = amount }.DiscountOf(Money.Cny(price)));

    [Theory]
    [InlineData(-1, ProblemCode.CouponNotValidNow)]
    [InlineData(0, null)]
    [InlineData(59, null)]
    [InlineData(60, ProblemCode.CouponNotValidNow)]
    public void It_is_valid_from_its_first_moment_and_not_in_its_last(int minutes, ProblemCode? expected) =>
        Assert.Equal(expected, new CouponTerms { StartsAt = Noon, EndsAt = Noon.AddHours(1) }.Refusal(Of(100, minutes))?.Code);

    [Theory]
    [InlineData(true, false, null)]
    [InlineData(false, true, null)]
    [InlineData(false, false, ProblemCode.CouponNotApplicable)]
    public void It_is_for_the_products_and_categories_it_names(bool product, bool category, ProblemCode? expected)
    {
        var terms = new CouponTerms { Products = [product ? Product : new ProductId(Guid.Empty)], Categories = [category ? Category : new CategoryId(Guid.Empty)] };
        Assert.Equal(expected, terms.Refusal(Of(100))?.Code);
    }

    [Theory]
    [InlineData(999, ProblemCode.CouponNotApplicable)]
    [InlineData(1_000, null)]
    public void It_asks_for_its_minimum(long price, ProblemCode? expected) =>
        Assert.Equal(expected, new CouponTerms { MinimumMinor = 1_000 }.Refusal(Of(price))?.Code);

    [Fact]
    public void It_is_not_spent_on_what_is_free_already() => Assert.Equal(ProblemCode.CouponNotApplicable, new CouponTerms().Refusal(Of(0))?.Code);

    [Theory]
    [InlineData(" welcome-10 ", "WELCOME-10")]
    [InlineData("ab", null)]
    [InlineData("has space", null)]
    [InlineData("WÉLCOME", null)]
    [InlineData("a\0bc", null)]
    public void A_code_is_read_as_people_type_it(string text, string? code) => Assert.Equal(code, CouponText.Normalise(text));

    private static Purchase Of(long price, int minutes = 0) => new(Product, [Category], Money.Cny(price), Noon.AddMinutes(minutes));
}
