using Diner.Kernel;

namespace Diner.Catalog.Products;

/// <summary>Where a product stands in the shop's menu.</summary>
public enum ProductTier : short
{
    /// <summary>What people come for.</summary>
    Core = 0,

    /// <summary>What goes with it.</summary>
    Extension = 1,

    /// <summary>Services on top.</summary>
    ValueAdded = 2,
}

/// <summary>Whether a product is offered.</summary>
public enum SaleState : short
{
    /// <summary>Not shown, not sold.</summary>
    OffSale = 0,

    /// <summary>Shown and sold.</summary>
    OnSale = 1,

    /// <summary>Shown and sold between its two dates.</summary>
    Scheduled = 2,
}

internal sealed class Product
{
    public ProductId Id { get; init; }

    public ShopId ShopId { get; init; }

    public CategoryId? CategoryId { get; set; }

    public required string Slug { get; set; }

    public required string Name { get; set; }

    /// <summary>One line for lists.</summary>
    public string Summary { get; set; } = "";

    public string DescriptionMarkdown { get; set; } = "";

    /// <summary>Rendered and sanitised when it was saved.</summary>
    public string DescriptionHtml { get; set; } = "";

    /// <summary>An https address or a path of ours; empty shows the first character of the name.</summary>
    public string CoverUrl { get; set; } = "";

    /// <summary>One step a line.</summary>
    public string UsageSteps { get; set; } = "";

    public string TutorialUrl { get; set; } = "";

    public string RegionNote { get; set; } = "";

    public ProductTier Tier { get; set; }

    public SaleState State { get; set; }

    public DateTimeOffset? OnSaleFrom { get; set; }

    public DateTimeOffset? OnSaleUntil { get; set; }

    public int Position { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When it is sold, as far as the product decides it.</summary>
    public SaleWindow SaleWindow => new(IsOpen: true, State, OnSaleFrom, OnSaleUntil);
}
