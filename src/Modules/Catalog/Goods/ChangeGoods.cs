using Diner.Catalog.Editing;
using Diner.Catalog.Products;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Goods;

/// <summary>What shall be changed of many products at once. What is null stays.</summary>
public sealed record GoodsChange
{
    /// <summary>Move the prices.</summary>
    public PriceChange? Price { get; init; }

    /// <summary>On sale or off; a scheduled sale begins with its dates, one product at a time.</summary>
    public SaleState? State { get; init; }

    /// <summary>Put them into another category.</summary>
    public CategoryId? Category { get; init; }
}

/// <summary>A price before and after.</summary>
/// <param name="Before">The variant as it is.</param>
/// <param name="After">The variant as it would be.</param>
/// <param name="Problem">Why it cannot be so, or null.</param>
public sealed record PriceStep(VariantDraft Before, VariantDraft After, Problem? Problem);

/// <summary>Changes many products in one transaction: all of them or none.</summary>
public sealed class ChangeGoods(Database database, CatalogEdits edits, TimeProvider clock)
{
    /// <summary>Products changed at a time.</summary>
    public const int ProductsMax = 500;

    /// <summary>What would become of each price.</summary>
    public static IReadOnlyList<PriceStep> Preview(IEnumerable<GoodsItem> goods, PriceChange change) =>
        [.. goods.SelectMany(item => item.Variants).Select(before => (before, after: change.ApplyTo(before))).Select(step => new PriceStep(step.before, step.after, step.after.Problem()))];

    /// <summary>
    /// Null when all is changed. <see cref="ProblemCode.NotFound"/> when a product is not in the shop, <see cref="ProblemCode.InvalidRequest"/>
    /// with the field: a price that cannot be, an unknown category, a scheduled state, more than 500 products.
    /// </summary>
    public async Task<Problem?> RunAsync(Actor actor, ShopId shop, IReadOnlyCollection<ProductId> ids, GoodsChange change, CancellationToken ct)
    {
        if (ids.Count is 0 or > ProductsMax)
            return Check.Refuse("products", $"Choose 1 to {ProductsMax} products.");
        if (change.State is SaleState.Scheduled)
            return Check.Refuse("state", "Choose on sale or off sale: a schedule is set for each product.");
        await using var work = await database.BeginAsync(ct);
        var products = await work.Db.Set<Product>().Where(p => p.ShopId == shop && ids.Contains(p.Id)).ToListAsync(ct);
        if (products.Count != ids.Count)
            return new Problem(ProblemCode.NotFound, "One of the products is not there any more: choose again.", "products");
        if (change.Category is { } category && !await work.Db.Set<Category>().AnyAsync(c => c.Id == category && c.ShopId == shop, ct))
            return Check.Refuse("category_id", "The category is not in this shop: choose one of its categories.");

        var variants = change.Price is null ? [] : await work.Db.Set<Variant>().Where(v => v.ShopId == shop && ids.Contains(v.ProductId)).ToListAsync(ct);
        var steps = new List<ChangedPrice>();
        foreach (var variant in variants)
        {
            var after = change.Price!.ApplyTo(VariantDraft.Of(variant));
            if (after.Problem() is { } problem)
                return problem with { Detail = $"{variant.Code}: {problem.Detail}" };
            steps.Add(new ChangedPrice(variant.Code, variant.PriceMinor, after.PriceMinor));
            after.WriteTo(variant);
        }

        foreach (var product in products)
            Write(product, change);
        var entry = new AuditEntry("goods.changed", $"{products.Count} products")
        {
            Shop = shop, After = new Changed([.. products.Select(p => p.Slug)], change.State, change.Category, steps),
        };
        return await edits.CommitAsync(work, actor, entry, unique: null, ct);
    }

    private void Write(Product product, GoodsChange change)
    {
        if (change.State is { } state)
            new SaleSchedule(product.ShopId, product.Id, state).WriteTo(product, clock.GetUtcNow());
        product.CategoryId = change.Category ?? product.CategoryId;
        product.UpdatedAt = clock.GetUtcNow();
    }

    private sealed record ChangedPrice(string Code, long Before, long After);

    private sealed record Changed(IReadOnlyList<string> Products, SaleState? State, CategoryId? Category, IReadOnlyList<ChangedPrice> Prices);
}
