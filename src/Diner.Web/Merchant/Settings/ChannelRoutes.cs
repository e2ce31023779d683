using Diner.Accounts.Permissions;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Epay;
using Diner.Payments.Forms;
using Diner.Web.Access;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Merchant.Settings;

/// <summary>How a shop is paid.</summary>
internal static class ChannelRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var channels = routes.MapMerchant("settings/channels", Permission.ChannelsEdit);
        channels.MapGet("", (HttpContext context, Desk desk, Channels all, CancellationToken ct) => PageAsync(context, desk, all, new { }, ct));
        channels.MapPost("", AddAsync);
        ProviderRoutes.Map(channels);
        TermsRoutes.Map(channels);
        channels.MapPost("/{id:guid}/test", TestAsync);
        channels.MapPost("/{id:guid}/off", (Guid id, HttpContext context, Desk desk, EditChannels edit, CancellationToken ct) => SwitchAsync(new(id), isEnabled: false, (context, desk), edit, ct));
        channels.MapPost("/{id:guid}/on", (Guid id, HttpContext context, Desk desk, EditChannels edit, CancellationToken ct) => SwitchAsync(new(id), isEnabled: true, (context, desk), edit, ct));
    }

    private static async Task<IResult> AddAsync(HttpContext context, Desk desk, EditChannels edit, Channels all, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } sent)
            return Pages.Error(context, StatusCodes.Status400BadRequest, desk.Shop);
        var (form, account) = ChannelForm.Read(sent);
        var settings = account.ToSettings();
        var problem = settings.Problem;
        if (settings.IsOk)
            problem = (await edit.AddAsync(desk.Actor, new NewChannel(desk.Shop.Id, EpayAccount.ChannelType, form.Name, settings.Value) { Currency = desk.Shop.Currency }, ct)).Problem;
        return problem is null ? Done(context, desk, "ChannelAdded") : await PageAsync(context, desk, all, new { Form = form, Problem = problem }, ct);
    }

    private static async Task<IResult> TestAsync(Guid id, HttpContext context, Desk desk, TestChannel test, Channels all)
    {
        var problem = await test.RunAsync(desk.Shop.Id, new ChannelId(id), context.RequestAborted);
        return problem switch
        {
            null => Done(context, desk, "TestPassed"),
            { Code: ProblemCode.NotFound } => Pages.NotFound(context, desk.Shop),
            _ => await PageAsync(context, desk, all, new { Tested = problem }, context.RequestAborted),
        };
    }

    private static async Task<IResult> SwitchAsync(ChannelId id, bool isEnabled, (HttpContext Context, Desk Desk) at, EditChannels edit, CancellationToken ct) =>
        await edit.SwitchAsync(at.Desk.Actor, id, at.Desk.Shop.Id, isEnabled, ct)
            ? Done(at.Context, at.Desk, isEnabled ? "SwitchedOn" : "SwitchedOff")
            : Pages.NotFound(at.Context, at.Desk.Shop);

    private static IResult Done(HttpContext context, Desk desk, string note) => PrivatePages.SeeOther(context, $"/console/{desk.Shop.Slug}/settings/channels?note={note}");

    private static async Task<IResult> PageAsync(HttpContext context, Desk desk, Channels all, object more, CancellationToken ct)
    {
        var offers = ProviderForms.All.Where(form => all.Takes(form.Type, desk.Shop.Currency)).ToList();
        var parameters = new RouteValueDictionary(more) { ["Desk"] = desk, ["Channels"] = await all.ListAsync(desk.Shop.Id, ct), ["Offers"] = offers };
        if (context.Request.Query["note"].ToString() is "ChannelAdded" or "TermsSaved" or "TestPassed" or "SwitchedOn" or "SwitchedOff" && HttpMethods.IsGet(context.Request.Method))
            parameters["Note"] = context.Request.Query["note"].ToString();
        var status = parameters.ContainsKey("Problem") ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        return ConsoleRoutes.Page<ChannelsPage>(context, parameters, status);
    }
}
