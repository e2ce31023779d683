using System.Globalization;
using Diner.Catalog.Editing;
using Diner.Catalog.Limits;
using Diner.Catalog.Products;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Goods;

/// <summary>Makes another product like one there is: off sale, with variants of its own and no keys.</summary>
public sealed class DuplicateProduct(Database database, IdSource ids, CatalogEdits edits, TimeProvider clock)
{
    private const int SlugRoom = Check.SlugLengthMax - 6;
    private const int CodeRoom = 33;
    private const int CopiesMax = 999;

    /// <summary>The copy's id; <see cref="ProblemCode.NotFound"/>, <see cref="ProblemCode.LimitReached"/>, or <see cref="ProblemCode.WrongState"/> when its names were taken in the same moment or there are 999 copies.</summary>
    public async Task<Result<ProductId>> RunAsync(Actor actor, ShopId shop, ProductId id, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        if (await work.Db.Set<Product>().SingleOrDefaultAsync(p => p.Id == id && p.ShopId == shop, ct) is not { } original)
            return new Problem(ProblemCode.NotFound, "There is no such product in this shop.", "id");
        if (await LimitRoom.ForProductsAsync(work, shop, 1, ct) is { } full)
            return full;
        var variants = await work.Db.Set<Variant>().Where(v => v.ProductId == id).ToListAsync(ct);
        var slugs = (await work.Db.Set<Product>().Where(p => p.ShopId == shop).Select(p => p.Slug).ToListAsync(ct)).ToHashSet();
        var codes = (await work.Db.Set<Variant>().Where(v => v.ShopId == shop).Select(v => v.Code).ToListAsync(ct)).ToHashSet();
        if (Enumerable.Range(2, CopiesMax).FirstOrDefault(n => !slugs.Contains(Slug(original.Slug, n)) && !variants.Exists(v => codes.Contains(Code(v.Code, n)))) is not (> 0 and var number))
            return new Problem(ProblemCode.WrongState, "There are too many copies of this product already.", "slug");

        var copy = new Product { Id = ids.Next<ProductId>(), ShopId = shop, Slug = Slug(original.Slug, number), Name = original.Name, CreatedAt = clock.GetUtcNow() };
        var draft = ProductDraft.Of(original) with { Id = copy.Id, Slug = copy.Slug };
        draft.WriteTo(copy, clock.GetUtcNow());
        work.Db.Add(copy);
        foreach (var variant in variants)
        {
            var twin = new Variant { Id = ids.Next<VariantId>(), ShopId = shop, ProductId = copy.Id, Code = "", Name = variant.Name, Kind = variant.Kind };
            (VariantDraft.Of(variant) with { Code = Code(variant.Code, number) }).WriteTo(twin);
            work.Db.Add(twin);
        }

        var entry = new AuditEntry("product.duplicated", copy.Slug) { Shop = shop, SubjectId = copy.Id.Value, After = ProductDraft.Of(copy), Why = $"copy of {original.Slug}" };
        return await edits.CommitAsync(work, actor, entry, ShopUnique.ProductSlug, ct) is { } taken ? taken : copy.Id;
    }

    private static string Slug(string slug, int number) => string.Create(CultureInfo.InvariantCulture, $"{Cut(slug, SlugRoom).TrimEnd('-')}-{number}");

    private static string Code(string code, int number) => string.Create(CultureInfo.InvariantCulture, $"{Cut(code, CodeRoom)}-C{number}");

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
