using Diner.Kernel;
using Diner.Payments.Alipay;
using Diner.Payments.Channels;
using Diner.Web.Access;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Merchant.Settings;

/// <summary>Adds an Alipay channel to a shop.</summary>
internal static class AlipayRoutes
{
    // Four keys and certificates; some characters of Base64 are three bytes in a form.
    private const int FormBytesMax = 160 * 1024;

    public static void Map(RouteGroupBuilder channels)
    {
        channels.MapGet("/alipay", (HttpContext context, Desk desk) => Page(context, desk, new AlipayForm(), problem: null));
        channels.MapPost("/alipay", AddAsync).WithMetadata(new RequestSizeLimitAttribute(FormBytesMax));
    }

    private static async Task<IResult> AddAsync(HttpContext context, Desk desk, EditChannels edit, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } sent)
            return Pages.Error(context, StatusCodes.Status400BadRequest, desk.Shop);
        var (form, account) = AlipayForm.Read(sent);
        var settings = account.ToSettings();
        var problem = settings.Problem;
        if (settings.IsOk)
            problem = (await edit.AddAsync(desk.Actor, new NewChannel(desk.Shop.Id, AlipayAccount.ChannelType, form.Name, settings.Value) { Currency = desk.Shop.Currency }, ct)).Problem;
        return problem is null ? PrivatePages.SeeOther(context, $"/console/{desk.Shop.Slug}/settings/channels?note=ChannelAdded") : Page(context, desk, form, problem);
    }

    private static IResult Page(HttpContext context, Desk desk, AlipayForm form, Problem? problem) => ConsoleRoutes.Page<AlipayPage>(
        context, new { Desk = desk, Form = form, Problem = problem }, problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
