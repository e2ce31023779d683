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

/// <summary>All products that a filter finds, or those that were chosen, and what shall be changed of them.</summary>
/// <param name="Filter">Which; its cursor is not looked at.</param>
/// <param name="Change">How.</param>
public sealed record AllGoods(GoodsFilter Filter, GoodsChange Change)
{
    /// <summary>These and no others, at most <see cref="ChangeGoods.ProductsMax"/>; null for all that the filter finds.</summary>
    public IReadOnlyCollection<ProductId>? Chosen { get; init; }

    /// <summary>Products changed at a time at most.</summary>
    public const int ProductsMax = 5_000;
}

/// <summary>Changes many products in one transaction: all of them or none.</summary>
public sealed class ChangeGoods(Database database, CatalogEdits edits, TimeProvider clock)
{
    /// <summary>Products chosen one by one at a time.</summary>
    public const int ProductsMax = 500;

    /// <summary>What would become of each price.</summary>
    public static IReadOnlyList<PriceStep> Preview(IEnumerable<GoodsItem> goods, PriceChange change) =>
        [.. goods.SelectMany(item => item.Variants).Select(before => StepOf(before, change))];

    /// <summary>
    /// Changes what was chosen, or all that the filter finds, at most 5,000: how many there were, and the prices that cannot be; with one of
    /// those nothing was changed. What <paramref name="begin"/> answers says whether it is to be done at all.
    /// </summary>
    internal async Task<Result<(int Products, IReadOnlyList<PriceStep> Refused)>> RunAsync(Actor actor, ShopId shop, AllGoods all, Func<UnitOfWork, Task<bool>> begin, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var isFirst = await begin(work);
        var goods = all.Chosen is { } chosen ? work.Db.Set<Product>().Where(p => p.ShopId == shop && chosen.Contains(p.Id)) : await GoodsQueries.FilterAsync(work.Db, shop, all.Filter, ct);
        var products = await goods.OrderBy(p => p.Id).Take(AllGoods.ProductsMax + 1).ToListAsync(ct);
        if (products.Count > AllGoods.ProductsMax)
            return new Problem(ProblemCode.LimitReached, $"More than {AllGoods.ProductsMax} products match: narrow the filter.", "products") { Reason = "goods_too_many", Values = [$"{AllGoods.ProductsMax}"] };
        if (!isFirst)
            return (products.Count, (IReadOnlyList<PriceStep>)[]);
        if (all.Chosen is { } wanted && products.Count != wanted.Count)
            return new Problem(ProblemCode.NotFound, "One of the products is not there any more: choose again.", "products") { Reason = "goods_gone" };
        if (await ProblemAsync(work, shop, all.Change, ct) is { } problem)
            return problem;
        return (products.Count, await WriteAsync(work, actor, products, all.Change, ct));
    }

    private static async Task<Problem?> ProblemAsync(UnitOfWork work, ShopId shop, GoodsChange change, CancellationToken ct)
    {
        if (change.State is SaleState.Scheduled)
            return Check.Refuse("state", "Choose on sale or off sale: a schedule is set for each product.") with { Reason = "goods_scheduled" };
        return change.Category is { } category && !await work.Db.Set<Category>().AnyAsync(c => c.Id == category && c.ShopId == shop, ct)
            ? Check.Refuse("category_id", "The category is not in this shop: choose one of its categories.") with { Reason = "goods_category_gone" }
            : null;
    }

    // The prices that cannot be; with none of them all is written and committed.
    private async Task<IReadOnlyList<PriceStep>> WriteAsync(UnitOfWork work, Actor actor, List<Product> products, GoodsChange change, CancellationToken ct)
    {
        if (products.Count == 0)
            return [];
        var ids = products.Select(p => p.Id).ToList();
        var variants = change.Price is null ? [] : await work.Db.Set<Variant>().Where(v => ids.Contains(v.ProductId)).ToListAsync(ct);
        var steps = variants.Select(variant => (variant, step: StepOf(VariantDraft.Of(variant), change.Price!))).ToList();
        if (steps.Where(s => s.step.Problem is not null).Select(s => s.step).ToList() is { Count: > 0 } refused)
            return refused;
        foreach (var (variant, step) in steps)
            step.After.WriteTo(variant);
        foreach (var product in products)
            Write(product, change);
        var prices = steps.Select(s => new ChangedPrice(s.step.After.Code, s.step.Before.PriceMinor, s.step.After.PriceMinor)).ToList();
        var entry = new AuditEntry("goods.changed", $"{products.Count} products")
        {
            Shop = products[0].ShopId, After = new Changed([.. products.Select(p => p.Slug)], change.State, change.Category, prices),
        };
        Invariant.Require(await edits.CommitAsync(work, actor, entry, unique: null, ct) is null);
        return [];
    }

    private static PriceStep StepOf(VariantDraft before, PriceChange change)
    {
        var after = change.ApplyTo(before);
        return new PriceStep(before, after, after.Problem());
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
