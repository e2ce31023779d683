using Diner.Catalog.Goods;
using Diner.Catalog.Products;
using Diner.Kernel;

namespace Diner.Catalog.Sheets;

/// <summary>What a row would change.</summary>
/// <param name="Row">The row in the file.</param>
/// <param name="Product">The product's address.</param>
/// <param name="Code">The variant's code; empty when the row has none.</param>
/// <param name="IsNew">The product or the variant would be made.</param>
/// <param name="Columns">Columns that would change, with what they are and what they would be.</param>
public sealed record PlannedRow(int Row, string Product, string Code, bool IsNew, IReadOnlyList<CellChange> Columns);

/// <summary>A cell before and after.</summary>
public sealed record CellChange(string Column, string Before, string After);

/// <summary>What an import would do. With errors it does nothing.</summary>
/// <param name="Rows">Rows that would change something.</param>
/// <param name="Unchanged">How many rows say what is so already.</param>
/// <param name="Errors">What cannot be, in the order of the file.</param>
public sealed record GoodsPlan(IReadOnlyList<PlannedRow> Rows, int Unchanged, IReadOnlyList<SheetError> Errors);

internal sealed record PlannedProduct(ProductDraft Draft, SaleState State, SaleSchedule? Before);

/// <summary>Goes through the rows of a sheet in order and works out what each means. Nothing is written here.</summary>
internal sealed class GoodsPlanner(ShopId shop, CurrencyCode currency, IReadOnlyList<CategoryLine> categories, IReadOnlyList<GoodsItem> goods, IdSource ids)
{
    private readonly Dictionary<string, CategoryId> _categoryIds = categories.ToDictionary(c => c.Category.Slug, c => c.Id);
    private readonly Dictionary<CategoryId, string> _categorySlugs = categories.ToDictionary(c => c.Id, c => c.Category.Slug);
    private readonly Dictionary<string, GoodsItem> _products = goods.ToDictionary(g => g.Product.Slug);
    private readonly Dictionary<string, VariantDraft> _variants = goods.SelectMany(g => g.Variants).ToDictionary(v => v.Code);
    private readonly Dictionary<string, SheetRow> _firstRows = [];
    private readonly List<PlannedRow> _rows = [];
    private readonly List<SheetError> _errors = [];
    private int _unchanged;

    public Dictionary<string, PlannedProduct> Products { get; } = [];

    public Dictionary<string, VariantDraft> Variants { get; } = [];

    public GoodsPlan Plan => new(_rows, _unchanged, _errors);

    public void Add(SheetRow row)
    {
        var reader = new SheetReader(shop, currency, _categoryIds, row);
        var changes = new List<CellChange>();
        var isNew = AddProduct(row, reader, changes);
        if (row[SheetColumns.Code].Length > 0)
            isNew |= AddVariant(row, reader, changes);
        else if (SheetColumns.OfVariant.Any(column => row[column].Length > 0))
            reader.Note(SheetColumns.Code, "Give the variant a code, or leave its cells empty.");
        _errors.AddRange(reader.Errors);
        if (isNew || changes.Count > 0)
            _rows.Add(new PlannedRow(row.Number, row[SheetColumns.Product], row[SheetColumns.Code], isNew, changes));
        else
            _unchanged++;
    }

    // The first row of a product says what it is; the others repeat it, or leave it out.
    private bool AddProduct(SheetRow row, SheetReader reader, List<CellChange> changes)
    {
        var slug = row[SheetColumns.Product];
        if (_firstRows.TryGetValue(slug, out var first))
        {
            if (SheetColumns.OfProduct.Skip(1).Any(column => row[column].Length > 0) && SheetColumns.OfProduct.FirstOrDefault(column => row[column] != first[column]) is { } other)
                reader.Note(other, $"Row {first.Number} says something else of this product: write it alike, or leave the product's cells empty.");
            return false;
        }

        _firstRows[slug] = row;
        var before = _products.GetValueOrDefault(slug);
        var draft = reader.Product(before?.Product);
        var state = reader.State(before?.Sale.State);
        Products[slug] = new PlannedProduct(before is null ? draft with { Id = ids.Next<ProductId>() } : draft, state, before?.Sale);
        Compare(changes, before is null ? null : SheetRows.OfProduct(before.Product, before.Sale.State, _categorySlugs), SheetRows.OfProduct(draft, state, _categorySlugs));
        return before is null;
    }

    private bool AddVariant(SheetRow row, SheetReader reader, List<CellChange> changes)
    {
        var product = Products[row[SheetColumns.Product]].Draft.Id!.Value;
        var before = _variants.GetValueOrDefault(row[SheetColumns.Code].ToUpperInvariant());
        var draft = reader.Variant(product, before?.Id);
        if (!Variants.TryAdd(draft.Code, draft))
            reader.Note(SheetColumns.Code, "This code stands in another row already.");
        if (before is not null && (before.ProductId != product || before.Kind != draft.Kind))
            reader.Note(SheetColumns.Code, "This code stands for other goods: give the new goods a code of their own.");
        Compare(changes, before is null ? null : SheetRows.OfVariant(before, currency), SheetRows.OfVariant(draft, currency));
        return before is null;
    }

    private static void Compare(List<CellChange> changes, Dictionary<string, string>? before, Dictionary<string, string> after) => changes.AddRange(
        after.Where(cell => before is null ? cell.Value.Length > 0 : before[cell.Key] != cell.Value)
            .Select(cell => new CellChange(cell.Key, before?[cell.Key] ?? "", cell.Value)));
}
