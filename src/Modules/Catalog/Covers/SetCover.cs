using Diner.Catalog.Editing;
using Diner.Catalog.Products;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Covers;

/// <summary>Which product's cover.</summary>
/// <param name="ShopId">The shop.</param>
/// <param name="ProductId">The product.</param>
public sealed record CoverOf(ShopId ShopId, ProductId ProductId);

/// <summary>Takes an uploaded picture as a product's cover. What is stored and served is what we drew ourselves, never what was sent.</summary>
public sealed class SetCover(Database database, CoverPress press, CatalogEdits edits, TimeProvider clock)
{
    /// <summary>What became of it; anything but <see cref="CoverOutcome.Set"/> changed nothing.</summary>
    public async Task<CoverOutcome> RunAsync(Actor actor, CoverOf which, Stream upload, CancellationToken ct)
    {
        if (await PictureUpload.ReadAsync(upload, ct) is not { } file)
            return CoverOutcome.TooLarge;
        var (cover, problem) = await press.PressAsync(file, ct);
        return cover is null ? problem : await StoreAsync(actor, which, cover, ct);
    }

    private async Task<CoverOutcome> StoreAsync(Actor actor, CoverOf which, PressedCover cover, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        if (await work.Db.Set<Product>().SingleOrDefaultAsync(p => p.Id == which.ProductId && p.ShopId == which.ShopId, ct) is not { } product)
            return CoverOutcome.Gone;
        var before = new CoverFacts(product.CoverUrl);
        product.CoverUrl = await PictureUpload.StoreAsync(work, which.ShopId, cover, clock.GetUtcNow(), ct);
        product.UpdatedAt = clock.GetUtcNow();
        var entry = new AuditEntry("product.cover_set", product.Slug)
        {
            Shop = product.ShopId, SubjectId = product.Id.Value, Before = before, After = new CoverFacts(product.CoverUrl),
        };
        Invariant.Require(await edits.CommitAsync(work, actor, entry, unique: null, ct) is null);
        return CoverOutcome.Set;
    }

    private sealed record CoverFacts(string CoverUrl);
}
