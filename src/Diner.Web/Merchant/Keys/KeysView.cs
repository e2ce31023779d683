using Diner.Catalog.Products;
using Diner.Kernel;
using Diner.Ordering.Lookup;
using Diner.Vault.Batches;
using Diner.Vault.Browse;

namespace Diner.Web.Merchant.Keys;

/// <summary>What the pages of keys ask of the modules.</summary>
public sealed record KeysSources(PoolList Pools, BatchList Batches, KeyList Keys, VariantNames Names, OrderQueries Orders);

/// <summary>A pool as the overview shows it.</summary>
/// <param name="Variant">Whose.</param>
/// <param name="Pool">Its figures.</param>
/// <param name="PerDay">Units sold a day of late; 0 without a sale.</param>
public sealed record PoolLine(VariantName Variant, PoolView Pool, double PerDay)
{
    /// <summary>How long the free keys last; null when nobody buys any.</summary>
    public double? DaysLeft => PerDay > 0 ? Pool.Free / PerDay : null;
}

/// <summary>A note that a form left for the page that comes after it.</summary>
/// <param name="Key">A key of KeysText, without its <c>Note</c>.</param>
/// <param name="Count">The number in it.</param>
public sealed record KeysNote(string Key, long Count);

/// <summary>A page of a list.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Next">The cursor of the page after it; null when this is the last.</param>
public sealed record KeyListPart<TRow>(IReadOnlyList<TRow> Rows, Guid? Next)
{
    /// <summary>Rows on a page.</summary>
    public const int Size = 25;

    /// <summary>Of one row more than a page has: the further one says that there is a next page.</summary>
    public static KeyListPart<TRow> Of(IReadOnlyList<TRow> rows, Func<TRow, Guid> id) =>
        rows.Count <= Size ? new(rows, null) : new([.. rows.Take(Size)], id(rows[Size - 1]));
}
