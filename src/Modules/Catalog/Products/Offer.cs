using Diner.Kernel;

namespace Diner.Catalog.Products;

/// <summary>What a variant costs and who may buy how many, as it is in the reading transaction.</summary>
public sealed record Offer
{
    /// <summary>The variant.</summary>
    public required VariantId VariantId { get; init; }

    /// <summary>Its product.</summary>
    public required ProductId ProductId { get; init; }

    /// <summary>Its shop.</summary>
    public required ShopId ShopId { get; init; }

    /// <summary>The name scripts use.</summary>
    public required string Code { get; init; }

    /// <summary>The product's name now; an order keeps it.</summary>
    public required string ProductName { get; init; }

    /// <summary>The variant's name now; an order keeps it.</summary>
    public required string VariantName { get; init; }

    /// <summary>What the buyer receives.</summary>
    public required GoodsKind Kind { get; init; }

    /// <summary>The price of one, without breaks.</summary>
    public required Money UnitPrice { get; init; }

    /// <summary>Wholesale breaks.</summary>
    public required IReadOnlyList<PriceBreak> PriceBreaks { get; init; }

    /// <summary>The fewest one order may have.</summary>
    public required int QuantityMin { get; init; }

    /// <summary>The most one order may have.</summary>
    public required int QuantityMax { get; init; }

    /// <summary>Units one contact may buy within the window; 0 is no limit.</summary>
    public required int BuyerLimit { get; init; }

    /// <summary>The window of <see cref="BuyerLimit"/>.</summary>
    public required TimeSpan BuyerLimitWindow { get; init; }

    /// <summary>The platform's share of the sale, hundredths of a percent.</summary>
    public required int FeeBasisPoints { get; init; }

    /// <summary>The largest amount of one order in the shop, minor units; null is no limit.</summary>
    public long? OrderMaxMinor { get; init; }

    /// <summary>When it is sold.</summary>
    public required SaleWindow Sale { get; init; }

    /// <summary>The price of one unit when that many are bought: the break with the largest quantity not above it.</summary>
    public Money UnitPriceFor(int quantity) => UnitPrice with { AmountMinor = PriceBreak.UnitPriceMinorFor(UnitPrice.AmountMinor, PriceBreaks, quantity) };
}

/// <summary>When something is sold.</summary>
/// <param name="IsOpen">The shop is open and the variant is switched on.</param>
/// <param name="State">The product's state.</param>
/// <param name="From">Start of a scheduled sale.</param>
/// <param name="Until">End of a scheduled sale, exclusive; null is open-ended.</param>
public readonly record struct SaleWindow(bool IsOpen, SaleState State, DateTimeOffset? From, DateTimeOffset? Until)
{
    /// <summary>True when a buyer may buy at that moment.</summary>
    public bool Includes(DateTimeOffset now) => IsOpen && State switch
    {
        SaleState.OnSale => true,
        SaleState.Scheduled => From <= now && (Until is null || now < Until),
        SaleState.OffSale => false,
        _ => throw new InvariantException($"unknown sale state {State}"),
    };
}
