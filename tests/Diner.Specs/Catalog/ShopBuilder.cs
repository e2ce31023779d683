using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Testing;

namespace Diner.Specs.Catalog;

/// <summary>Builds what a catalog spec needs, through the use cases.</summary>
internal sealed class ShopBuilder(House house, CancellationToken ct)
{
    /// <summary>Who makes things in specs.</summary>
    public static readonly Actor Us = Actor.House("specs");

    public async Task<ShopView> ShopAsync(string slug = "diner") =>
        Ok(await house.Get<OpenShop>().RunAsync(Actor.House("test"), new NewShop(slug, "Diner", CurrencyCode.Cny), ct));

    public async Task<CategoryId> CategoryAsync(ShopView shop, string slug, CategoryId? parent = null, int position = 0) =>
        Ok(await house.Get<SaveCategory>().RunAsync(Us, new CategoryDraft(shop.Id, slug, slug, parent, position), ct));

    public async Task<ProductId> ProductAsync(ShopView shop, string slug, CategoryId? category = null, int position = 0)
    {
        var draft = new ProductDraft { ShopId = shop.Id, Slug = slug, Name = slug, CategoryId = category, Position = position };
        var product = Ok(await house.Get<SaveProduct>().RunAsync(Us, draft, ct));
        await VariantAsync(shop, product, slug.ToUpperInvariant());
        Ok(await house.Get<SetSaleState>().RunAsync(Us, new SaleSchedule(shop.Id, product, SaleState.OnSale), ct));
        return product;
    }

    public async Task<VariantId> VariantAsync(ShopView shop, ProductId product, string code, long price = 1000) =>
        Ok(await house.Get<SaveVariant>().RunAsync(Us, new VariantDraft { ShopId = shop.Id, ProductId = product, Code = code, Name = code, PriceMinor = price }, ct));

    public static T Ok<T>(Result<T> result) => result.IsOk ? result.Value : throw new InvalidOperationException(result.Problem.ToString());
}
