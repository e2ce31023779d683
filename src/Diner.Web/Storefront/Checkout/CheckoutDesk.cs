using Diner.Catalog.Menus;
using Diner.Catalog.Shops;
using Diner.Delivery.Pages;
using Diner.Kernel;
using Diner.Web.Buyers;

namespace Diner.Web.Storefront.Checkout;

/// <summary>What the checkout page is made from.</summary>
internal sealed class CheckoutDesk(Shops shops, ShopMenu menus, PayMethods methods, DeviceCookie devices, CheckoutQuotes quotes)
{
    public Shops Shops => shops;

    public DeviceCookie Devices => devices;

    public CheckoutQuotes Quotes => quotes;

    /// <summary>The page for what the form names; null when the shop does not sell it now.</summary>
    public async Task<CheckoutView?> ViewAsync(ShopView shop, CheckoutForm form, CancellationToken ct)
    {
        var menu = await menus.ReadAsync(shop.Id, ct);
        foreach (var product in menu.Products)
        {
            if (product.Variants.FirstOrDefault(v => v.Code == form.Variant) is { } variant)
            {
                var view = new CheckoutView(shop, product, variant, form, []) { Categories = menu.CategoriesOf(product) };
                return view with { Methods = await methods.OfferAsync(shop, view.Full, ct) };
            }
        }

        return null;
    }
}
