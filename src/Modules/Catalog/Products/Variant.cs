using Diner.Kernel;

namespace Diner.Catalog.Products;

internal sealed class Variant
{
    public VariantId Id { get; init; }

    public ShopId ShopId { get; init; }

    public ProductId ProductId { get; init; }

    /// <summary>The name scripts use; unique in the shop.</summary>
    public required string Code { get; set; }

    public required string Name { get; set; }

    public GoodsKind Kind { get; init; }

    public long PriceMinor { get; set; }

    /// <summary>Wholesale breaks as JSON: <c>[{"q":10,"p":950}]</c>.</summary>
    public string PriceBreaks { get; set; } = "[]";

    public int QuantityMin { get; set; } = 1;

    public int QuantityMax { get; set; } = 10;

    /// <summary>Keys one contact may buy within the window; 0 is no limit.</summary>
    public int BuyerLimit { get; set; }

    public int BuyerLimitWindowHours { get; set; } = 24;

    public bool IsOnSale { get; set; } = true;

    public int Position { get; set; }
}
