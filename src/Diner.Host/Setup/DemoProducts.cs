using Diner.Catalog.Products;
using Diner.Kernel;

namespace Diner.Host.Setup;

/// <summary>Makes one product of the demo shop.</summary>
internal sealed class DemoProducts(Variants variants, SaveProduct saveProduct, SaveVariant saveVariant, SetSaleState setSaleState)
{
    public async Task<Result<List<(DemoVariant, VariantId)>>> AddAsync(ShopId shop, DemoProduct product, CategoryId category, CancellationToken ct)
    {
        var added = new List<(DemoVariant, VariantId)>();
        if (await variants.FindIdAsync(shop, product.Variants[0].Code, ct) is not null)
            return added;
        var saved = await saveProduct.RunAsync(DemoGoods.Actor, product.ToDraft(shop, category), ct);
        if (!saved.IsOk)
            return saved.Problem;
        // The first variant comes last: until it is there, the product counts as missing.
        foreach (var variant in product.Variants.Reverse())
        {
            var id = await saveVariant.RunAsync(DemoGoods.Actor, variant.ToDraft(shop, saved.Value, product.Variants.IndexOf(variant)), ct);
            if (!id.IsOk)
                return id.Problem;
            added.Add((variant, id.Value));
        }

        var state = await setSaleState.RunAsync(DemoGoods.Actor, new SaleSchedule(shop, saved.Value, SaleState.OnSale), ct);
        return state.IsOk ? added : state.Problem;
    }
}
