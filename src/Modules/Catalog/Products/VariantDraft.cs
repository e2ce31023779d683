using Diner.Catalog.Editing;
using Diner.Kernel;

namespace Diner.Catalog.Products;

/// <summary>A variant as it shall be. Without an id its code names it: saving the same code again changes it, but never its kind or product.</summary>
public sealed record VariantDraft
{
    /// <summary>Units of one order.</summary>
    public const int QuantityLimit = 1_000;

    /// <summary>The highest price, minor units.</summary>
    public const long PriceMinorMax = 100_000_000;

    /// <summary>Wholesale prices of one variant.</summary>
    public const int PriceBreaksMax = 10;

    /// <summary>The highest limit for one buyer.</summary>
    public const int BuyerLimitMax = 1_000_000;

    /// <summary>Hours of a year with a leap day.</summary>
    public const int BuyerLimitWindowHoursMax = 8_784;

    /// <summary>Which variant to change; its code may change too. Null: the one of that code, or a new one.</summary>
    public VariantId? Id { get; init; }

    /// <summary>It shall be a new one: a code that is taken is <see cref="ProblemCode.WrongState"/>.</summary>
    public bool IsNew { get; init; }

    /// <summary>The shop.</summary>
    public required ShopId ShopId { get; init; }

    /// <summary>The product it belongs to.</summary>
    public required ProductId ProductId { get; init; }

    /// <summary>The name scripts use, unique in the shop: GAME-100.</summary>
    public required string Code { get; init; }

    /// <summary>Its name, at most 80 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What a buyer receives; fixed once saved.</summary>
    public GoodsKind Kind { get; init; }

    /// <summary>The price of one, minor units of the shop's currency, 0 to 100,000,000.</summary>
    public required long PriceMinor { get; init; }

    /// <summary>Wholesale breaks: quantities rise, prices fall, the first below the price of one. At most 10.</summary>
    public IReadOnlyList<PriceBreak> PriceBreaks { get; init; } = [];

    /// <summary>The fewest one order may have, at least 1.</summary>
    public int QuantityMin { get; init; } = 1;

    /// <summary>The most one order may have, at most 1,000.</summary>
    public int QuantityMax { get; init; } = 10;

    /// <summary>Units one contact may buy within the window; 0 is no limit.</summary>
    public int BuyerLimit { get; init; }

    /// <summary>The window of <see cref="BuyerLimit"/>, 1 hour to a year.</summary>
    public int BuyerLimitWindowHours { get; init; } = 24;

    /// <summary>It can be bought when its product is.</summary>
    public bool IsOnSale { get; init; } = true;

    /// <summary>Its place in the product, ascending.</summary>
    public int Position { get; init; }

    internal Problem? Problem() =>
        Check.Code(Code)
        ?? Check.Name(Name)
        ?? (Enum.IsDefined(Kind) ? null : Check.Refuse("kind", "Choose one of the kinds one-time key, loop key, manual, article."))
        ?? (PriceMinor is >= 0 and <= PriceMinorMax ? null : Check.Refuse("price_minor", $"Set a price from 0 to {PriceMinorMax} minor units; 0 is free."))
        ?? BreaksProblem()
        ?? (QuantityMin >= 1 && QuantityMin <= QuantityMax && QuantityMax <= QuantityLimit
            ? null
            : Check.Refuse("quantity_min", $"Set quantities per order so that 1 <= smallest <= largest <= {QuantityLimit}."))
        ?? (BuyerLimit is >= 0 and <= BuyerLimitMax ? null : Check.Refuse("buyer_limit", $"Set a buyer's limit of 0 (none) to {BuyerLimitMax}."))
        ?? (BuyerLimitWindowHours is >= 1 and <= BuyerLimitWindowHoursMax ? null : Check.Refuse("buyer_limit_window_hours", $"Set a window of 1 to {BuyerLimitWindowHoursMax} hours."));

    private Problem? BreaksProblem()
    {
        if (PriceBreaks.Count > PriceBreaksMax)
            return Check.Refuse("price_breaks", $"Keep to {PriceBreaksMax} wholesale prices.");
        var (quantity, price) = (1, PriceMinor);
        foreach (var step in PriceBreaks)
        {
            if (step.Quantity <= quantity || step.UnitPriceMinor >= price || step.UnitPriceMinor < 0)
                return Check.Refuse("price_breaks", "List wholesale prices so that each starts at a larger quantity (from 2) and costs less per piece than the one before.");
            (quantity, price) = (step.Quantity, step.UnitPriceMinor);
        }

        return null;
    }

    internal static VariantDraft Of(Variant variant) => new()
    {
        Id = variant.Id,
        ShopId = variant.ShopId,
        ProductId = variant.ProductId,
        Code = variant.Code,
        Name = variant.Name,
        Kind = variant.Kind,
        PriceMinor = variant.PriceMinor,
        PriceBreaks = PriceBreak.Read(variant.PriceBreaks),
        QuantityMin = variant.QuantityMin,
        QuantityMax = variant.QuantityMax,
        BuyerLimit = variant.BuyerLimit,
        BuyerLimitWindowHours = variant.BuyerLimitWindowHours,
        IsOnSale = variant.IsOnSale,
        Position = variant.Position,
    };

    internal void WriteTo(Variant variant)
    {
        variant.Code = Code;
        variant.Name = Name.Trim();
        variant.PriceMinor = PriceMinor;
        variant.PriceBreaks = PriceBreak.Write(PriceBreaks);
        variant.QuantityMin = QuantityMin;
        variant.QuantityMax = QuantityMax;
        variant.BuyerLimit = BuyerLimit;
        variant.BuyerLimitWindowHours = BuyerLimitWindowHours;
        variant.IsOnSale = IsOnSale;
        variant.Position = Position;
    }
}
