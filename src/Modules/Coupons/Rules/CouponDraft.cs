using Diner.Kernel;

namespace Diner.Coupons.Rules;

/// <summary>A coupon as it shall be.</summary>
public sealed record CouponDraft
{
    /// <summary>Characters of a name.</summary>
    public const int NameLengthMax = 80;

    /// <summary>The largest amount, minor units.</summary>
    public const long AmountMinorMax = 100_000_000;

    /// <summary>The highest limit of uses.</summary>
    public const int UsesLimit = 1_000_000;

    /// <summary>Products and categories one coupon may name.</summary>
    public const int ScopeMax = 200;

    /// <summary>The shop.</summary>
    public required ShopId ShopId { get; init; }

    /// <summary>Which coupon to change, or null for a new one.</summary>
    public CouponId? Id { get; init; }

    /// <summary>What the merchant calls it, at most 80 characters.</summary>
    public required string Name { get; init; }

    /// <summary>True for a list of single-use codes, which are made afterwards. Fixed once saved.</summary>
    public bool IsList { get; init; }

    /// <summary>The one code of a coupon without a list: 3 to 40 letters, digits, hyphens; unique in the shop and fixed once saved.</summary>
    public string Code { get; init; } = "";

    /// <summary>For what it is good, and what it takes off.</summary>
    public required CouponTerms Terms { get; init; }

    /// <summary>Uses in all; 0 is no limit. A list has as many as it has codes.</summary>
    public int UsesMax { get; init; }

    /// <summary>Uses one buyer has; 0 is no limit.</summary>
    public int UsesMaxPerBuyer { get; init; }

    internal Problem? Problem()
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > NameLengthMax || Name.Any(char.IsControl))
            return Refuse("name", $"Give a name of 1 to {NameLengthMax} characters on one line.");
        if (!IsList && CouponText.Normalise(Code) is null)
            return Refuse("code", $"Use {CouponText.LengthMin} to {CouponText.LengthMax} letters A-Z, digits and hyphens for the code, such as 'WELCOME10'.");
        if (!Enum.IsDefined(Terms.Kind))
            return Refuse("kind", "Choose an amount or a percentage.");
        if (Terms.Kind == DiscountKind.Fixed && Terms.AmountMinor is < 1 or > AmountMinorMax)
            return Refuse("amount", $"Take off 1 to {AmountMinorMax} minor units.");
        if (Terms.Kind == DiscountKind.Percentage && Terms.BasisPoints is < 1 or > 10_000)
            return Refuse("percent", "Take off 0.01 to 100 percent.");
        if (Terms.MinimumMinor is < 0 or > AmountMinorMax)
            return Refuse("minimum", $"Set a minimum from 0 to {AmountMinorMax} minor units.");
        if (Terms.Products.Count + Terms.Categories.Count > ScopeMax)
            return Refuse("scope", $"Name at most {ScopeMax} products and categories.");
        if (Terms.EndsAt <= Terms.StartsAt)
            return Refuse("ends_at", "Let it end after it begins, or leave the end empty.");
        if (UsesMax is < 0 or > UsesLimit)
            return Refuse("uses_max", $"Set a limit of 0 (none) to {UsesLimit} uses.");
        return UsesMaxPerBuyer is < 0 or > UsesLimit ? Refuse("uses_max_per_buyer", $"Set a limit of 0 (none) to {UsesLimit} uses a buyer.") : null;
    }

    private static Problem Refuse(string field, string detail) => new(ProblemCode.InvalidRequest, detail, field);
}
