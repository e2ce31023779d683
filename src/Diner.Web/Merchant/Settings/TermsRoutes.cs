using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Web.Access;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Merchant.Settings;

/// <summary>What a channel costs, who bears it, and when the router may choose it.</summary>
internal static class TermsRoutes
{
    public static void Map(RouteGroupBuilder channels)
    {
        channels.MapGet("/{id:guid}/terms", ShowAsync);
        channels.MapPost("/{id:guid}/terms", SaveAsync);
    }

    private static async Task<IResult> ShowAsync(Guid id, HttpContext context, Desk desk, Channels all, CancellationToken ct) =>
        await FindAsync(id, desk, all, ct) is { } channel ? Page(context, desk, channel, TermsForm.Of(channel.Terms, desk.Shop.Currency), null) : Pages.NotFound(context, desk.Shop);

    private static async Task<IResult> SaveAsync(Guid id, HttpContext context, Desk desk, EditChannels edit, Channels all)
    {
        var ct = context.RequestAborted;
        if (await FindAsync(id, desk, all, ct) is not { } channel)
            return Pages.NotFound(context, desk.Shop);
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } sent)
            return Pages.Error(context, StatusCodes.Status400BadRequest, desk.Shop);
        var form = TermsForm.Read(sent);
        var terms = form.ToTerms(desk.Shop.Currency);
        // What the operator bears, a merchant does not take or give away.
        var problem = terms.IsOk
            ? await edit.SetTermsAsync(desk.Actor, channel.Id, desk.Shop.Id, channel.Terms.Bearer == FeeBearer.Platform ? terms.Value with { Bearer = FeeBearer.Platform } : terms.Value, ct)
            : terms.Problem;
        return problem is null ? PrivatePages.SeeOther(context, $"/console/{desk.Shop.Slug}/settings/channels?note=TermsSaved") : Page(context, desk, channel, form, problem);
    }

    private static async Task<ChannelView?> FindAsync(Guid id, Desk desk, Channels all, CancellationToken ct) =>
        (await all.ListAsync(desk.Shop.Id, ct)).FirstOrDefault(channel => channel.Id == new ChannelId(id));

    private static IResult Page(HttpContext context, Desk desk, ChannelView channel, TermsForm form, Problem? problem) =>
        ConsoleRoutes.Page<TermsPage>(context, new { Desk = desk, Channel = channel, Form = form, Problem = problem }, problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
