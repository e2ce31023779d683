using Diner.Catalog.Editing;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Products;

/// <summary>Adds a variant, or changes one.</summary>
public sealed class SaveVariant(Database database, IdSource ids, CatalogEdits edits)
{
    /// <summary>
    /// Its id. <see cref="ProblemCode.InvalidRequest"/> with the field; <see cref="ProblemCode.NotFound"/> without such a product in the shop;
    /// <see cref="ProblemCode.WrongState"/> when the code exists with another kind or product, or is taken.
    /// </summary>
    public async Task<Result<VariantId>> RunAsync(Actor actor, VariantDraft draft, CancellationToken ct)
    {
        if (draft.Problem() is { } problem)
            return problem;
        await using var work = await database.BeginAsync(ct);
        if (!await work.Db.Set<Product>().AnyAsync(p => p.Id == draft.ProductId && p.ShopId == draft.ShopId, ct))
            return new Problem(ProblemCode.NotFound, "There is no such product in this shop: save the product first.", "product_id");

        var variant = await work.Db.Set<Variant>().SingleOrDefaultAsync(v => v.ShopId == draft.ShopId && (draft.Id != null ? v.Id == draft.Id : v.Code == draft.Code), ct);
        if (draft.Id is not null && variant is null)
            return new Problem(ProblemCode.NotFound, "There is no such variant in this shop.", "id");
        if (draft.IsNew && variant is not null)
            return ShopUnique.VariantCode.Taken();
        if (variant is not null && (variant.Kind != draft.Kind || variant.ProductId != draft.ProductId))
            return new Problem(ProblemCode.WrongState, $"The code '{draft.Code}' stands for other goods: give the new goods a code of their own.", "code");

        var before = variant is null ? null : VariantDraft.Of(variant);
        if (variant is null)
            work.Db.Add(variant = new Variant { Id = ids.Next<VariantId>(), ShopId = draft.ShopId, ProductId = draft.ProductId, Code = draft.Code, Name = draft.Name, Kind = draft.Kind });
        draft.WriteTo(variant);
        var entry = new AuditEntry("variant.saved", draft.Code)
        {
            Shop = draft.ShopId, SubjectId = variant.Id.Value, Before = before, After = VariantDraft.Of(variant),
        };
        return await edits.CommitAsync(work, actor, entry, ShopUnique.VariantCode, ct) is { } taken ? taken : variant.Id;
    }
}
