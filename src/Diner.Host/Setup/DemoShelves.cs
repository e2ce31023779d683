using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Kernel;

namespace Diner.Host.Setup;

/// <summary>Makes the demo shop's catalog.</summary>
internal sealed class DemoShelves(OpenShop openShop, EditShop editShop, SetTerms setTerms, SaveCategory saveCategory, DemoProducts products)
{
    public async Task<Result<ShopView>> OpenShopAsync(CancellationToken ct)
    {
        var opened = await openShop.RunAsync(Actor.House("demo"), new NewShop(DemoGoods.ShopSlug, DemoGoods.ShopName, CurrencyCode.Cny), ct);
        if (!opened.IsOk)
            return opened;
        var edited = await editShop.RunAsync(Actor.House("demo"), opened.Value.Id, DemoGoods.Edit(opened.Value), ct);
        return edited.IsOk ? await setTerms.RunAsync(Actor.House("demo"), opened.Value.Id, DemoGoods.Terms, ct) : edited;
    }

    /// <summary>The variants that were added, with their goods.</summary>
    public async Task<Result<List<(DemoVariant Goods, VariantId Id)>>> FillAsync(ShopId shop, CancellationToken ct)
    {
        var categories = new Dictionary<string, CategoryId>();
        foreach (var (slug, parent, name, position) in DemoGoods.Categories)
        {
            var saved = await saveCategory.RunAsync(DemoGoods.Actor, new CategoryDraft(shop, slug, name, parent is null ? null : categories[parent], position), ct);
            if (!saved.IsOk)
                return saved.Problem;
            categories[slug] = saved.Value;
        }

        var added = new List<(DemoVariant, VariantId)>();
        foreach (var product in DemoGoods.Products)
        {
            var saved = await products.AddAsync(shop, product, categories[product.Category], ct);
            if (!saved.IsOk)
                return saved.Problem;
            added.AddRange(saved.Value);
        }

        return added;
    }
}
