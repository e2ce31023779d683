using Diner.Data.Sql;
using Diner.Kernel;

namespace Diner.Catalog.Sql;

/// <summary>Reads in which categories variants lie: their product's and those above it.</summary>
public static class ReadCategoryPaths
{
    // Categories nest three deep.
    private const string Columns =
        """
        select v.id, c.id
        from catalog_variants v
        join catalog_products p on p.id = v.product_id
        left join catalog_categories first on first.id = p.category_id
        left join catalog_categories second on second.id = first.parent_id
        join catalog_categories c on c.id in (first.id, second.id, second.parent_id)
        """;

    private static readonly SqlText Statement = new(Columns + "\nwhere v.id = any($1)", Columns + "\nwhere v.id = $1");

    /// <summary>Adds the query to the batch: a row for each variant and category. Nothing is asked without variants.</summary>
    public static SqlRows<(VariantId Variant, CategoryId Category)> AddTo(SqlBatch batch, IEnumerable<VariantId> variants) => batch.ReadRows(
        Statement,
        row => (row.Id<VariantId>(0), row.Id<CategoryId>(1)),
        variants.Select(v => v.Value).Distinct().ToArray());
}
