using System.Security.Cryptography;
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
    /// <summary>Bytes of an upload at most; no more than one byte beyond is ever read.</summary>
    public const int BytesMax = 5 * 1024 * 1024;

    /// <summary>What became of it; anything but <see cref="CoverOutcome.Set"/> changed nothing.</summary>
    public async Task<CoverOutcome> RunAsync(Actor actor, CoverOf which, Stream upload, CancellationToken ct)
    {
        if (await ReadAsync(upload, ct) is not { } file)
            return CoverOutcome.TooLarge;
        var (cover, problem) = await press.PressAsync(file, ct);
        return cover is null ? problem : await StoreAsync(actor, which, cover, ct);
    }

    private static async Task<byte[]?> ReadAsync(Stream upload, CancellationToken ct)
    {
        using var file = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await upload.ReadAsync(buffer.AsMemory(0, Math.Min(buffer.Length, BytesMax + 1 - (int)file.Length)), ct)) > 0)
        {
            file.Write(buffer, 0, read);
            if (file.Length > BytesMax)
                return null;
        }

        return file.ToArray();
    }

    private async Task<CoverOutcome> StoreAsync(Actor actor, CoverOf which, PressedCover cover, CancellationToken ct)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(cover.Large));
        await using var work = await database.BeginAsync(ct);
        if (await work.Db.Set<Product>().SingleOrDefaultAsync(p => p.Id == which.ProductId && p.ShopId == which.ShopId, ct) is not { } product)
            return CoverOutcome.NoProduct;
        await work.RunAsync(
            "insert into catalog_covers (hash, shop_id, large, small, created_at) values ($1, $2, $3, $4, $5) on conflict (hash) do nothing",
            ct, hash, which.ShopId.Value, cover.Large, cover.Small, clock.GetUtcNow());
        var before = new CoverFacts(product.CoverUrl);
        product.CoverUrl = Covers.AddressOf(hash);
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
