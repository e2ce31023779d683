using Diner.Kernel;
using Diner.Payments.Alipay;
using Diner.Payments.Channels;
using Diner.Payments.WeChatPay;
using Diner.Web.Access;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Merchant.Settings;

/// <summary>Adds a channel to a shop's own account at a provider, each kind on a page of its own.</summary>
internal static class ProviderRoutes
{
    // Up to four keys and certificates; some characters of Base64 are three bytes in a form.
    private const int FormBytesMax = 160 * 1024;

    public static void Map(RouteGroupBuilder channels)
    {
        channels.MapGet("/alipay", (HttpContext context, Desk desk) => Page<AlipayPage, AlipayForm>(context, desk, new AlipayForm(), problem: null));
        channels.MapPost("/alipay", AddAlipayAsync).WithMetadata(new RequestSizeLimitAttribute(FormBytesMax));
        channels.MapGet("/wechatpay", (HttpContext context, Desk desk) => Page<WeChatPayPage, WeChatPayForm>(context, desk, new WeChatPayForm(), problem: null));
        channels.MapPost("/wechatpay", AddWeChatPayAsync).WithMetadata(new RequestSizeLimitAttribute(FormBytesMax));
    }

    private static async Task<IResult> AddAlipayAsync(HttpContext context, Desk desk, EditChannels edit, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } sent)
            return Pages.Error(context, StatusCodes.Status400BadRequest, desk.Shop);
        var (form, account) = AlipayForm.Read(sent);
        var problem = await AddAsync(desk, edit, (AlipayAccount.ChannelType, form.Name), account.ToSettings(), ct);
        return problem is null ? Added(context, desk) : Page<AlipayPage, AlipayForm>(context, desk, form, problem);
    }

    private static async Task<IResult> AddWeChatPayAsync(HttpContext context, Desk desk, EditChannels edit, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } sent)
            return Pages.Error(context, StatusCodes.Status400BadRequest, desk.Shop);
        var (form, account) = WeChatPayForm.Read(sent);
        var problem = await AddAsync(desk, edit, (WeChatPayAccount.ChannelType, form.Name), account.ToSettings(), ct);
        return problem is null ? Added(context, desk) : Page<WeChatPayPage, WeChatPayForm>(context, desk, form, problem);
    }

    private static async Task<Problem?> AddAsync(Desk desk, EditChannels edit, (string Type, string Name) channel, Result<IReadOnlyDictionary<string, string>> settings, CancellationToken ct) =>
        settings.IsOk
            ? (await edit.AddAsync(desk.Actor, new NewChannel(desk.Shop.Id, channel.Type, channel.Name, settings.Value) { Currency = desk.Shop.Currency }, ct)).Problem
            : settings.Problem;

    private static IResult Added(HttpContext context, Desk desk) => PrivatePages.SeeOther(context, $"/console/{desk.Shop.Slug}/settings/channels?note=ChannelAdded");

    private static IResult Page<TPage, TForm>(HttpContext context, Desk desk, TForm form, Problem? problem)
        where TPage : Microsoft.AspNetCore.Components.IComponent => ConsoleRoutes.Page<TPage>(
            context, new { Desk = desk, Form = form, Problem = problem }, problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
