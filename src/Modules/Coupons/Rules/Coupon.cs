using System.Text.Json;
using Diner.Kernel;

namespace Diner.Coupons.Rules;

internal sealed class Coupon
{
    public CouponId Id { get; init; }

    public ShopId ShopId { get; init; }

    public required string Name { get; set; }

    public DiscountKind Kind { get; set; }

    /// <summary>What a fixed coupon takes off, minor units.</summary>
    public long AmountMinor { get; set; }

    /// <summary>What a percentage takes off, hundredths of a percent.</summary>
    public int BasisPoints { get; set; }

    public long MinimumMinor { get; set; }

    /// <summary>Ids of products it is for, a JSON array; with the categories empty too: for all.</summary>
    public string Products { get; set; } = "[]";

    /// <summary>Ids of categories it is for, with all below them.</summary>
    public string Categories { get; set; } = "[]";

    public DateTimeOffset? StartsAt { get; set; }

    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>Uses one buyer has; 0 is no limit.</summary>
    public int UsesMaxPerBuyer { get; set; }

    /// <summary>True when it has a list of codes, each for one use; else one code for all.</summary>
    public bool IsList { get; init; }

    public bool IsStopped { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public CouponTerms Terms => new()
    {
        Kind = Kind,
        AmountMinor = AmountMinor,
        BasisPoints = BasisPoints,
        MinimumMinor = MinimumMinor,
        Products = Ids<ProductId>.Read(Products),
        Categories = Ids<CategoryId>.Read(Categories),
        StartsAt = StartsAt,
        EndsAt = EndsAt,
    };

    public void Write(CouponTerms terms)
    {
        (Kind, AmountMinor, BasisPoints, MinimumMinor) = (terms.Kind, terms.AmountMinor, terms.BasisPoints, terms.MinimumMinor);
        (Products, Categories) = (Ids<ProductId>.Write(terms.Products), Ids<CategoryId>.Write(terms.Categories));
        (StartsAt, EndsAt) = (terms.StartsAt?.ToUniversalTime(), terms.EndsAt?.ToUniversalTime());
    }
}

/// <summary>A list of ids as JSON.</summary>
internal static class Ids<TId>
    where TId : struct, IEntityId<TId>
{
    public static IReadOnlyList<TId> Read(string json) => json == "[]" ? [] : [.. JsonSerializer.Deserialize<Guid[]>(json)!.Select(TId.From)];

    public static string Write(IReadOnlyList<TId> ids) => JsonSerializer.Serialize(ids.Select(id => id.Value));
}
