using Diner.Catalog.Editing;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Products;

/// <summary>Adds a variant, or changes the one of that code.</summary>
public sealed class SaveVariant(Database database, IdSource ids, CatalogChanges changes)
{
    /// <summary>
    /// Its id. <see cref="ProblemCode.InvalidRequest"/> with the field; <see cref="ProblemCode.NotFound"/> without such a product in the shop;
    /// <see cref="ProblemCode.WrongState"/> when the code exists with another kind or product.
    /// </summary>
    public async Task<Result<VariantId>> RunAsync(VariantDraft draft, CancellationToken ct)
    {
        if (draft.Problem() is { } problem)
            return problem;
        await using var work = await database.BeginAsync(ct);
        if (!await work.Db.Set<Product>().AnyAsync(p => p.Id == draft.ProductId && p.ShopId == draft.ShopId, ct))
            return new Problem(ProblemCode.NotFound, "There is no such product in this shop: save the product first.", "product_id");

        var variant = await work.Db.Set<Variant>().SingleOrDefaultAsync(v => v.ShopId == draft.ShopId && v.Code == draft.Code, ct);
        if (variant is not null && (variant.Kind != draft.Kind || variant.ProductId != draft.ProductId))
            return new Problem(ProblemCode.WrongState, $"The code '{draft.Code}' stands for other goods: give the new goods a code of their own.", "code");
        if (variant is null)
            work.Db.Add(variant = NewVariant(draft));
        Write(variant, draft);
        if (await work.TryCommitAsync("catalog_variants", "code", ct) is { } taken)
            return taken;
        changes.Announce(draft.ShopId);
        return variant.Id;
    }

    private Variant NewVariant(VariantDraft draft) => new()
    {
        Id = ids.Next<VariantId>(),
        ShopId = draft.ShopId,
        ProductId = draft.ProductId,
        Code = draft.Code,
        Name = draft.Name,
        Kind = draft.Kind,
    };

    private static void Write(Variant variant, VariantDraft draft)
    {
        variant.Name = draft.Name.Trim();
        variant.PriceMinor = draft.PriceMinor;
        variant.PriceBreaks = PriceBreak.Write(draft.PriceBreaks);
        variant.QuantityMin = draft.QuantityMin;
        variant.QuantityMax = draft.QuantityMax;
        variant.BuyerLimit = draft.BuyerLimit;
        variant.BuyerLimitWindowHours = draft.BuyerLimitWindowHours;
        variant.IsOnSale = draft.IsOnSale;
        variant.Position = draft.Position;
    }
}
