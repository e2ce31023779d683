using System.Globalization;
using Diner.Accounts.Permissions;
using Diner.Catalog.Shops;
using Diner.Data.Access;
using Diner.Delivery.Mail;
using Diner.Kernel;
using Diner.Web.Access;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Operator.Outbox;

/// <summary>Mails that wait, and those that were given up, which a person sends again or lets be.</summary>
internal static class OutboxRoutes
{
    private const int PageRows = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var outbox = routes.MapOperator("outbox", Permission.OperatorSystemView);
        outbox.MapGet("", ShowAsync);
        outbox.MapPost("retry-all", RetryAllAsync).Needs(Permission.OperatorSystemHandle);
        outbox.MapPost("{id:guid}/retry", RetryAsync).Needs(Permission.OperatorSystemHandle);
        outbox.MapPost("{id:guid}/drop", DropAsync).Needs(Permission.OperatorSystemHandle);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, Desk desk, MailQueue queue, DeadLetters letters, Shops shops, CancellationToken ct)
    {
        var before = DateTimeOffset.TryParse(context.Request.Query["after"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var after) ? after.ToUniversalTime() : DateTimeOffset.MaxValue;
        var dead = await letters.ListAsync(before, PageRows + 1, ct);
        return ConsoleRoutes.Page<OutboxPage>(context, new
        {
            Desk = desk,
            Figures = await queue.CountAsync(ct),
            Dead = dead.Take(PageRows).ToList(),
            HasMore = dead.Count > PageRows,
            Names = await shops.NamesAsync(dead.Select(letter => (ShopId?)letter.Shop), ct),
            Note = context.Request.Query["note"].ToString(),
        });
    }

    private static async Task<IResult> RetryAsync(HttpContext context, Desk desk, Guid id, HandleDeadLetters handle, CancellationToken ct) =>
        Back(context, await handle.RetryAsync(desk.Actor, id, ct) is null ? "retried" : "changed");

    private static async Task<IResult> DropAsync(HttpContext context, Desk desk, Guid id, HandleDeadLetters handle, CancellationToken ct) =>
        Back(context, await handle.DropAsync(desk.Actor, id, ct) is null ? "dropped" : "changed");

    private static async Task<IResult> RetryAllAsync(HttpContext context, Desk desk, HandleDeadLetters handle, CancellationToken ct) =>
        Back(context, await handle.RetryAllAsync(desk.Actor, ct) > 0 ? "retried" : "changed");

    private static IResult Back(HttpContext context, string note) => PrivatePages.SeeOther(context, $"/operator/outbox?note={note}");
}
