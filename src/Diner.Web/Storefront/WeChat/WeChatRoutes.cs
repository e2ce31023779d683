using Diner.Catalog.Shops;
using Diner.Data.Access;
using Diner.Kernel;
using Diner.Payments.WeChatPay;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Storefront.WeChat;

/// <summary>The page on which a buyer inside WeChat pays: WeChat signs the buyer in first, then its own sheet slides up over the page.</summary>
internal static class WeChatRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPrivate("/pay/{channelId:guid}/wechat").OpenTo("a ticket signed by the channel is asked for").MapGet("", ShowAsync);

    private static async Task<IResult> ShowAsync(Guid channelId, HttpContext context, WeChatPayDesk desk, Shops shops, CancellationToken ct)
    {
        var query = context.Request.QueryString.Value is { Length: > 1 } raw ? raw[1..] : "";
        if (await desk.OpenAsync(new ChannelId(channelId), query, ct) is not { } sheet || await shops.FindAsync(sheet.ShopId, ct) is not { } shop)
            return Pages.NotFound(context);
        if (sheet.SignIn is { } address)
            return PrivatePages.SeeOther(context, address.AbsoluteUri);
        return Pages.Private<WeChatPage>(context, new { Sheet = sheet, Shop = shop });
    }
}
