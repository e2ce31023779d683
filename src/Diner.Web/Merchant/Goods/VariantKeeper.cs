using System.Text;
using Diner.Accounts.Permissions;
using Diner.Catalog.Goods;
using Diner.Catalog.Products;
using Diner.Kernel;
using Diner.Vault.Import;
using Diner.Vault.Stock;
using Diner.Web.Access;

namespace Diner.Web.Merchant.Goods;

/// <summary>Saves a variant that was edited in place, and the text of an article with it.</summary>
internal sealed class VariantKeeper(SaveVariant save, ImportKeys keys, StockLevels levels)
{
    /// <summary>How full the pools of a product are.</summary>
    public Task<IReadOnlyDictionary<VariantId, StockLevel>> LevelsAsync(GoodsItem item, CancellationToken ct) =>
        levels.OfAsync([.. item.Variants.Select(variant => variant.Id!.Value)], ct);

    /// <summary>Null when all of it is saved; or the problem with its field. An article's text becomes the newest in its pool, which is what buyers receive from then on.</summary>
    public async Task<Problem?> SaveAsync(Desk desk, ProductId product, VariantLine line, CancellationToken ct)
    {
        var draft = line.ToDraft(desk.Shop.Id, product, desk.Shop.Currency);
        if (!draft.IsOk)
            return draft.Problem;
        var saved = await save.RunAsync(desk.Actor, draft.Value, ct);
        if (!saved.IsOk)
            return saved.Problem;
        if (line.Kind != GoodsKind.Article || line.Article.Trim().Length == 0 || !desk.May(Permission.KeysImport))
            return null;
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(line.Article));
        var stored = await keys.RunAsync(desk.Actor, new ImportRequest(desk.Shop.Id, saved.Value) { Format = KeyFileFormat.Article }, text, ct);
        return stored.IsOk ? null : stored.Problem with { Field = "article" };
    }
}
