using System.Globalization;
using Diner.Catalog.Products;
using Diner.Kernel;

namespace Diner.Catalog.Sheets;

/// <summary>Something in a sheet that cannot be.</summary>
/// <param name="Row">The row in the file.</param>
/// <param name="Column">The column.</param>
/// <param name="Detail">What to do.</param>
public sealed record SheetError(int Row, string Column, string Detail);

/// <summary>Reads one row into what it says. What cannot be read is an error with its column; the rest is read nevertheless.</summary>
internal sealed class SheetReader(ShopId shop, CurrencyCode currency, IReadOnlyDictionary<string, CategoryId> categories, SheetRow row)
{
    public List<SheetError> Errors { get; } = [];

    // Fields of a refusal and the columns they stand in, where the two differ.
    private static readonly Dictionary<string, string> ProductColumns = new() { ["slug"] = SheetColumns.Product, ["category_id"] = SheetColumns.Category };
    private static readonly Dictionary<string, string> VariantColumns = new() { ["name"] = SheetColumns.Variant, ["price_minor"] = SheetColumns.Price };

    public ProductDraft Product(ProductDraft? before)
    {
        var draft = new ProductDraft
        {
            ShopId = shop,
            Id = before?.Id,
            Slug = row[SheetColumns.Product],
            Name = row[SheetColumns.Name],
            CategoryId = Category(),
            Summary = row[SheetColumns.Summary],
            DescriptionMarkdown = row[SheetColumns.Description],
            CoverUrl = before?.CoverUrl ?? "",
            UsageSteps = row[SheetColumns.Steps].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            TutorialUrl = row[SheetColumns.Tutorial],
            RegionNote = row[SheetColumns.Region],
            Tier = Word(SheetColumns.Tier, ProductTier.Core),
            Position = Number(SheetColumns.Position, 0),
        };
        Note(draft.Problem(), ProductColumns);
        return draft;
    }

    public SaleState State(SaleState? before)
    {
        var state = Word(SheetColumns.State, before ?? SaleState.OffSale);
        if (state == SaleState.Scheduled && before != SaleState.Scheduled)
            Note(SheetColumns.State, "Choose on_sale or off_sale: a schedule is set in the product's page.");
        return state;
    }

    public VariantDraft Variant(ProductId product, VariantId? id)
    {
        var before = Errors.Count;
        var draft = new VariantDraft
        {
            ShopId = shop,
            Id = id,
            ProductId = product,
            Code = row[SheetColumns.Code].ToUpperInvariant(),
            Name = row[SheetColumns.Variant],
            Kind = Word(SheetColumns.Kind, GoodsKind.OneTime),
            PriceMinor = Price(),
            PriceBreaks = Breaks(),
            QuantityMin = Number(SheetColumns.Min, 1),
            QuantityMax = Number(SheetColumns.Max, 10),
            BuyerLimit = Number(SheetColumns.Limit, 0),
            BuyerLimitWindowHours = Number(SheetColumns.LimitHours, 24),
            IsOnSale = YesOrNo(SheetColumns.OnSale),
            Position = Number(SheetColumns.VariantPosition, 0),
        };
        // What could not be read has a stand-in, of which nothing more is said.
        if (Errors.Count == before)
            Note(draft.Problem(), VariantColumns);
        return draft;
    }

    public void Note(string column, string detail)
    {
        if (!Errors.Exists(e => e.Column == column))
            Errors.Add(new SheetError(row.Number, column, detail));
    }

    private void Note(Problem? problem, Dictionary<string, string> columns)
    {
        if (problem is { Field: { } field })
            Note(columns.GetValueOrDefault(field, field), problem.Detail);
    }

    private CategoryId? Category()
    {
        var slug = row[SheetColumns.Category];
        if (slug.Length == 0)
            return null;
        if (categories.TryGetValue(slug, out var id))
            return id;
        Note(SheetColumns.Category, $"There is no category '{slug}': make it first, or leave the cell empty.");
        return null;
    }

    private long Price()
    {
        if (Money.TryParseMajor(row[SheetColumns.Price], currency, out var price))
            return price.AmountMinor;
        Note(SheetColumns.Price, "Write a price such as 19.90.");
        return 0;
    }

    private IReadOnlyList<PriceBreak> Breaks()
    {
        if (PriceBreakText.Read(row[SheetColumns.Breaks], currency) is { } breaks)
            return breaks;
        Note(SheetColumns.Breaks, "Write wholesale prices such as 10:9.50; 50:9.00.");
        return [];
    }

    private int Number(string column, int whenEmpty)
    {
        if (row[column].Length == 0)
            return whenEmpty;
        if (int.TryParse(row[column], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        Note(column, "Write a whole number.");
        return whenEmpty;
    }

    private TEnum Word<TEnum>(string column, TEnum whenEmpty)
        where TEnum : struct, Enum
    {
        if (row[column].Length == 0)
            return whenEmpty;
        if (SheetWords<TEnum>.TryRead(row[column], out var value))
            return value;
        Note(column, $"Write one of {SheetWords<TEnum>.All}.");
        return whenEmpty;
    }

    private bool YesOrNo(string column)
    {
        if (row[column] is "" or "yes" or "no")
            return row[column] != "no";
        Note(column, "Write yes or no.");
        return true;
    }
}
