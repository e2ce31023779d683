using Diner.Catalog.Shops;

namespace Diner.Web.Storefront.Lookup;

/// <summary>What a look-up page shows.</summary>
/// <param name="Shop">Where the order was placed.</param>
public sealed record FindView(ShopView Shop)
{
    /// <summary>What was typed as order number.</summary>
    public string OrderNo { get; init; } = "";

    /// <summary>What was typed as e-mail address.</summary>
    public string Email { get; init; } = "";

    /// <summary>The key of a sentence about the look-up by password, or null.</summary>
    public string? ClaimError { get; init; }

    /// <summary>The key of a sentence about the look-up by mailed code, or null.</summary>
    public string? CodeError { get; init; }
}
