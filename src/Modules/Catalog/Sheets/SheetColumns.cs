namespace Diner.Catalog.Sheets;

/// <summary>The columns of a sheet of goods, in order. A row is one variant; what is its product's stands in each of its rows.</summary>
internal static class SheetColumns
{
    /// <summary>The product's address: names the product.</summary>
    public const string Product = "product";

    /// <summary>The variant's code: names the variant.</summary>
    public const string Code = "code";

    public const string Name = "name", Category = "category", Summary = "summary", Description = "description", Steps = "usage_steps", Tutorial = "tutorial_url",
        Region = "region_note", Tier = "tier", Position = "position", State = "state";

    public const string Variant = "variant", Kind = "kind", Price = "price", Breaks = "price_breaks", Min = "quantity_min", Max = "quantity_max", Limit = "buyer_limit",
        LimitHours = "buyer_limit_window_hours", OnSale = "on_sale", VariantPosition = "variant_position";

    public static readonly IReadOnlyList<string> OfProduct = [Product, Name, Category, Summary, Description, Steps, Tutorial, Region, Tier, Position, State];

    public static readonly IReadOnlyList<string> OfVariant = [Code, Variant, Kind, Price, Breaks, Min, Max, Limit, LimitHours, OnSale, VariantPosition];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. OfProduct, .. OfVariant];
}

/// <summary>A row as it stands in a file.</summary>
/// <param name="Number">Its number there; the header is 1.</param>
/// <param name="Cells">Text by column; what is not there is empty.</param>
public sealed record SheetRow(int Number, IReadOnlyDictionary<string, string> Cells)
{
    internal string this[string column] => Cells.GetValueOrDefault(column, "");
}
