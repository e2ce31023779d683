using System.Globalization;
using Diner.Catalog.Products;
using Diner.Catalog.Sheets;
using Diner.Kernel;

namespace Diner.Web.Merchant.Goods;

/// <summary>A variant while it is edited in place: what stands in its inputs.</summary>
public sealed class VariantLine
{
    /// <summary>Its id; null until it was saved.</summary>
    public VariantId? Id { get; private set; }

    /// <summary>A name for its inputs' ids.</summary>
    public required string Key { get; init; }

    /// <summary>The name scripts use.</summary>
    public string Code { get; set; } = "";

    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>What a buyer receives.</summary>
    public GoodsKind Kind { get; set; }

    /// <summary>The price of one, major units.</summary>
    public string Price { get; set; } = "";

    /// <summary>Wholesale prices.</summary>
    public string Breaks { get; set; } = "";

    /// <summary>The fewest.</summary>
    public string Min { get; set; } = "1";

    /// <summary>The most.</summary>
    public string Max { get; set; } = "10";

    /// <summary>Units of one buyer.</summary>
    public string Limit { get; set; } = "0";

    /// <summary>In that many hours.</summary>
    public string LimitHours { get; set; } = "24";

    /// <summary>Its place.</summary>
    public string Position { get; set; } = "0";

    /// <summary>It can be bought when its product is.</summary>
    public bool IsOnSale { get; set; } = true;

    /// <summary>The new text of an article; empty keeps the one there is.</summary>
    public string Article { get; set; } = "";

    /// <summary>What was not right, or null.</summary>
    public Problem? Problem { get; set; }

    internal static VariantLine Of(VariantDraft variant, CurrencyCode currency) => new()
    {
        Id = variant.Id,
        Key = variant.Id!.Value.Value.ToString("n"),
        Code = variant.Code,
        Name = variant.Name,
        Kind = variant.Kind,
        Price = new Money(variant.PriceMinor, currency).ToMajorString(),
        Breaks = PriceBreakText.Write(variant.PriceBreaks, currency),
        Min = Text(variant.QuantityMin),
        Max = Text(variant.QuantityMax),
        Limit = Text(variant.BuyerLimit),
        LimitHours = Text(variant.BuyerLimitWindowHours),
        Position = Text(variant.Position),
        IsOnSale = variant.IsOnSale,
    };

    internal Result<VariantDraft> ToDraft(ShopId shop, ProductId product, CurrencyCode currency)
    {
        if (!Money.TryParseMajor(Price.Trim(), currency, out var price))
            return Refuse("price_minor");
        if (PriceBreakText.Read(Breaks, currency) is not { } breaks)
            return Refuse("price_breaks");
        if (!TryCount(Min, out var min) || !TryCount(Max, out var max))
            return Refuse("quantity_min");
        if (!TryCount(Limit, out var limit))
            return Refuse("buyer_limit");
        if (!TryCount(LimitHours, out var hours))
            return Refuse("buyer_limit_window_hours");
        if (!int.TryParse(Position, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var position))
            return Refuse("position");
        return new VariantDraft
        {
            ShopId = shop, ProductId = product, Id = Id, IsNew = Id is null, Code = Code.Trim().ToUpperInvariant(), Name = Name, Kind = Kind, PriceMinor = price.AmountMinor, PriceBreaks = breaks,
            QuantityMin = min, QuantityMax = max, BuyerLimit = limit, BuyerLimitWindowHours = hours, Position = position, IsOnSale = IsOnSale,
        };
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static bool TryCount(string text, out int count) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out count);

    private static Problem Refuse(string field) => new(ProblemCode.InvalidRequest, "Mend this field.", field);
}
