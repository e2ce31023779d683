using Diner.Kernel;

namespace Diner.Coupons.Rules;

/// <summary>How a coupon takes off.</summary>
public enum DiscountKind : short
{
    /// <summary>An amount, at most the price.</summary>
    Fixed = 0,

    /// <summary>A share of the price.</summary>
    Percentage = 1,
}

/// <summary>What somebody is about to buy.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Categories">Its category and those above it.</param>
/// <param name="Amount">The price without the coupon.</param>
/// <param name="Now">When.</param>
public sealed record Purchase(ProductId ProductId, IReadOnlyCollection<CategoryId> Categories, Money Amount, DateTimeOffset Now);

/// <summary>For what a coupon is good, and what it takes off. Pure.</summary>
public sealed record CouponTerms
{
    /// <summary>How it takes off.</summary>
    public DiscountKind Kind { get; init; }

    /// <summary>What a fixed coupon takes off, minor units.</summary>
    public long AmountMinor { get; init; }

    /// <summary>What a percentage takes off, hundredths of a percent: 1000 is 10 %.</summary>
    public int BasisPoints { get; init; }

    /// <summary>The price an order must have at least, minor units.</summary>
    public long MinimumMinor { get; init; }

    /// <summary>Products it is for. With <see cref="Categories"/> empty too: for all.</summary>
    public IReadOnlyList<ProductId> Products { get; init; } = [];

    /// <summary>Categories it is for, with all below them.</summary>
    public IReadOnlyList<CategoryId> Categories { get; init; } = [];

    /// <summary>The first moment it is valid; null is from the beginning.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>The moment it is no longer valid; null is never.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>What it takes off: never more than the price. What is left is the price minus this, so the parts sum to the price.</summary>
    public Money DiscountOf(Money price) => Kind switch
    {
        DiscountKind.Fixed => price with { AmountMinor = Math.Min(AmountMinor, price.AmountMinor) },
        DiscountKind.Percentage => price.Share(BasisPoints),
        _ => throw new InvariantException($"unknown kind of discount {Kind}"),
    };

    /// <summary>
    /// Why it is not good for this purchase: <see cref="ProblemCode.CouponNotValidNow"/> or <see cref="ProblemCode.CouponNotApplicable"/>; null when it is.
    /// </summary>
    public Problem? Refusal(Purchase purchase)
    {
        if (purchase.Now < StartsAt)
            return new Problem(ProblemCode.CouponNotValidNow, "This coupon is not valid yet.", CouponText.Field);
        if (purchase.Now >= EndsAt)
            return new Problem(ProblemCode.CouponNotValidNow, "This coupon is no longer valid.", CouponText.Field);
        if (!IsFor(purchase))
            return new Problem(ProblemCode.CouponNotApplicable, "This coupon is for other goods.", CouponText.Field);
        if (purchase.Amount.AmountMinor < MinimumMinor)
            return new Problem(ProblemCode.CouponNotApplicable, $"This coupon is for orders from {(purchase.Amount with { AmountMinor = MinimumMinor }).ToMajorString()}.", CouponText.Field);
        return purchase.Amount.IsZero ? new Problem(ProblemCode.CouponNotApplicable, "There is nothing to pay: keep the coupon for another order.", CouponText.Field) : null;
    }

    private bool IsFor(Purchase purchase) =>
        (Products.Count == 0 && Categories.Count == 0) || Products.Contains(purchase.ProductId) || Categories.Any(purchase.Categories.Contains);
}
