using Diner.Catalog.Editing;
using Diner.Catalog.Goods;
using Diner.Catalog.Limits;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Sheets;

/// <summary>Takes a sheet of goods: first says what it would change, then changes all of it or nothing.</summary>
public sealed class ImportGoods(Database database, CatalogEdits edits, IdSource ids, TimeProvider clock)
{
    /// <summary>What the rows would change, and what in them cannot be.</summary>
    public async Task<Result<GoodsPlan>> PreviewAsync(ShopId shop, IReadOnlyList<SheetRow> rows, CancellationToken ct)
    {
        await using var db = database.Read();
        if (await PlanAsync(db, shop, rows, ct) is not { } planner)
            return CatalogEdits.UnknownShop;
        return await LimitRoom.ForeseeProductsAsync(db, shop, NewProducts(planner), ct) is { } full ? full : planner.Plan;
    }

    /// <summary>
    /// What was changed; with errors nothing was. Worked out anew in the transaction that writes, so what others saved meanwhile counts.
    /// More new products than the operator lets the merchant have are <see cref="ProblemCode.LimitReached"/>.
    /// </summary>
    public Task<Result<GoodsPlan>> RunAsync(Actor actor, ShopId shop, IReadOnlyList<SheetRow> rows, CancellationToken ct) =>
        RunAsync(actor, shop, rows, _ => Task.CompletedTask, ct);

    internal async Task<Result<GoodsPlan>> RunAsync(Actor actor, ShopId shop, IReadOnlyList<SheetRow> rows, Func<UnitOfWork, Task> begin, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await begin(work);
        if (await PlanAsync(work.Db, shop, rows, ct) is not { } planner)
            return CatalogEdits.UnknownShop;
        if (planner.Plan is { Errors.Count: > 0 } or { Rows.Count: 0 })
            return planner.Plan;
        if (await LimitRoom.ForProductsAsync(work, shop, NewProducts(planner), ct) is { } full)
            return full;
        await WriteAsync(work.Db, planner, ct);
        var entry = new AuditEntry("goods.imported", $"{planner.Plan.Rows.Count} rows")
        {
            Shop = shop, After = new Imported([.. planner.Plan.Rows.Select(r => new ImportedRow(r.Product, r.Code, r.IsNew, [.. r.Columns.Select(c => c.Column)]))]),
        };
        return await edits.CommitAsync(work, actor, entry, ShopUnique.VariantCode, ct) is { } taken ? taken with { Reason = "goods_code_taken" } : planner.Plan;
    }

    private static int NewProducts(GoodsPlanner planner) => planner.Products.Values.Count(p => p.Before is null);

    private async Task<GoodsPlanner?> PlanAsync(DinerDb db, ShopId shopId, IReadOnlyList<SheetRow> rows, CancellationToken ct)
    {
        if (await db.Set<Shop>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == shopId, ct) is not { } shop)
            return null;
        var categories = GoodsQueries.Lines(await db.Set<Category>().AsNoTracking().Where(c => c.ShopId == shopId).ToListAsync(ct));
        var slugs = rows.Select(r => r[SheetColumns.Product]).Distinct().ToList();
        var codes = rows.Select(r => r[SheetColumns.Code].ToUpperInvariant()).Distinct().ToList();
        var named = await db.Set<Product>().AsNoTracking()
            .Where(p => p.ShopId == shopId && (slugs.Contains(p.Slug) || db.Set<Variant>().Any(v => v.ProductId == p.Id && codes.Contains(v.Code)))).ToListAsync(ct);
        var planner = new GoodsPlanner(shopId, shop.Currency, categories, await GoodsQueries.ItemsAsync(db, named, ct), ids);
        foreach (var row in rows)
            planner.Add(row);
        return planner;
    }

    private async Task WriteAsync(DinerDb db, GoodsPlanner planner, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var productIds = planner.Products.Values.Select(p => p.Draft.Id!.Value).ToList();
        var products = await db.Set<Product>().Where(p => productIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        foreach (var (draft, state, before) in planner.Products.Values)
        {
            if (!products.TryGetValue(draft.Id!.Value, out var product))
                db.Add(product = new Product { Id = draft.Id.Value, ShopId = draft.ShopId, Slug = draft.Slug, Name = draft.Name, CreatedAt = now });
            draft.WriteTo(product, now);
            if (state != before?.State)
                new SaleSchedule(draft.ShopId, product.Id, state).WriteTo(product, now);
        }

        var variantIds = planner.Variants.Values.Where(v => v.Id is not null).Select(v => v.Id!.Value).ToList();
        var variants = await db.Set<Variant>().Where(v => variantIds.Contains(v.Id)).ToDictionaryAsync(v => v.Id, ct);
        foreach (var draft in planner.Variants.Values)
        {
            var variant = draft.Id is { } id ? variants[id] : null;
            if (variant is null)
                db.Add(variant = new Variant { Id = ids.Next<VariantId>(), ShopId = draft.ShopId, ProductId = draft.ProductId, Code = draft.Code, Name = draft.Name, Kind = draft.Kind });
            draft.WriteTo(variant);
        }
    }

    private sealed record ImportedRow(string Product, string Code, bool IsNew, IReadOnlyList<string> Columns);

    private sealed record Imported(IReadOnlyList<ImportedRow> Rows);
}
