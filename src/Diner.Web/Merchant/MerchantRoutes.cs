using Diner.Accounts.Permissions;
using Diner.Catalog.Shops;
using Diner.Data.Access;
using Diner.Web.Access;
using Diner.Web.Merchant.Books;
using Diner.Web.Merchant.Coupons;
using Diner.Web.Merchant.Goods;
using Diner.Web.Merchant.Insights;
using Diner.Web.Merchant.Keys;
using Diner.Web.Merchant.Orders;
using Diner.Web.Merchant.Payments;
using Diner.Web.Merchant.Payouts;
using Diner.Web.Merchant.Settings;
using Diner.Web.Merchant.Tonight;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Merchant;

/// <summary>Every page of a merchant's console, one a line.</summary>
internal static class MerchantRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        TonightRoutes.Map(routes);
        InsightsRoutes.Map(routes);
        GoodsRoutes.Map(routes);
        CategoriesRoutes.Map(routes);
        CouponsRoutes.Map(routes);
        OrdersRoutes.Map(routes);
        PaymentsRoutes.Map(routes);
        RefundsRoutes.Map(routes);
        BooksRoutes.Map(routes);
        PayoutsRoutes.Map(routes);
        BillsRoutes.Map(routes);
        KeysRoutes.Map(routes);
        SettingsRoutes.Map(routes);
        routes.MapPrivate("/console").Needs(Permission.HomeView).MapGet("", ChooseAsync);
    }

    private static async Task<IResult> ChooseAsync(HttpContext context, Desk desk, Shops shops, CancellationToken ct)
    {
        var own = desk.Seat.Merchant is { } merchant ? await shops.ListOfAsync(merchant, ct) : [];
        return own.Count == 1
            ? PrivatePages.SeeOther(context, $"/console/{own[0].Slug}")
            : ConsoleRoutes.Page<ShopChoicePage>(context, new { Desk = desk, Shops = own });
    }
}
