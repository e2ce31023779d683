using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Kernel;

namespace Diner.Host.Cli;

/// <summary>Finds what a verb's <c>--shop</c> and <c>--variant</c> name.</summary>
internal sealed class ShopLookup(Shops shops, Variants variants)
{
    public async Task<Result<ShopView>> ShopAsync(string slug, CancellationToken ct) =>
        await shops.FindAsync(slug, ct) is { } shop
            ? shop
            : new Problem(ProblemCode.UnknownShop, $"There is no shop '{slug}'. Check --shop.", "shop");

    public async Task<Result<VariantId>> VariantAsync(ShopView shop, string code, CancellationToken ct) =>
        await variants.FindIdAsync(shop.Id, code, ct) is { } id
            ? id
            : new Problem(ProblemCode.UnknownVariant, $"The shop '{shop.Slug}' has no variant '{code}'. Check the code.", "variant");
}
