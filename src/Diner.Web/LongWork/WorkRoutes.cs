using Diner.Accounts.Permissions;
using Diner.Data.Files;
using Diner.Data.LongWork;
using Diner.Kernel;
using Diner.Web.Access;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.LongWork;

/// <summary>
/// The jobs of one shop, or of the house, for who started them or has the permission recorded with them: followed, stopped, begun again,
/// and what came of them downloaded. Taking a file always needs the permission, even of who started the job.
/// </summary>
internal static class WorkRoutes
{
    private const int PageRows = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        MapTo(routes.MapMerchant("work", Permission.HomeView));
        MapTo(routes.MapOperator("work", Permission.OperatorHome));
    }

    /// <summary>Where a piece is looked at.</summary>
    public static string Address(Desk desk, WorkId id) => $"{Root(desk)}/{id.Value:D}";

    /// <summary>Where the pieces are listed.</summary>
    public static string Root(Desk desk) => desk.HasShop ? $"/console/{desk.Shop.Slug}/work" : "/operator/work";

    private static void MapTo(RouteGroupBuilder work)
    {
        work.MapGet("", ListAsync);
        work.MapGet("{id:guid}", ShowAsync);
        work.MapGet("{id:guid}/events", FollowAsync);
        work.MapGet("{id:guid}/result", TakeAsync);
        work.MapPost("{id:guid}/stop", StopAsync);
        work.MapPost("{id:guid}/again", AgainAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Desk desk, WorkList works, CancellationToken ct)
    {
        WorkId? after = Guid.TryParse(context.Request.Query["after"], out var id) ? WorkId.From(id) : null;
        var viewer = new WorkViewer(desk.Seat.StaffId.Value, [.. Permission.All.Where(desk.May)]);
        var rows = await works.ReadAsync(new WorkFilter { Shop = ShopOf(desk), IsOfHouse = !desk.HasShop, Viewer = viewer }, after, PageRows + 1, ct);
        return ConsoleRoutes.Page<WorkListPage>(context, new { Desk = desk, Works = rows.Take(PageRows).ToList(), HasMore = rows.Count > PageRows, IsFirst = after is null });
    }

    private static async Task<IResult> ShowAsync(HttpContext context, Desk desk, Guid id, WorkList works, CancellationToken ct)
    {
        if (await FindAsync(desk, id, works, ct) is not { } work)
            return Pages.NotFound(context);
        return ConsoleRoutes.Page<WorkPage>(context, new { Desk = desk, Work = work, Note = context.Request.Query["note"].ToString() });
    }

    private static async Task<IResult> FollowAsync(Desk desk, Guid id, WorkList works, WorkEvents events, CancellationToken ct) =>
        await FindAsync(desk, id, works, ct) is { } work ? TypedResults.ServerSentEvents(events.FollowAsync(work.Id, ct)) : Results.NotFound();

    private static async Task<IResult> TakeAsync(HttpContext context, Desk desk, Guid id, WorkDesk work, CancellationToken ct)
    {
        if (await FindAsync(desk, id, work.List, ct) is not { } found)
            return Pages.NotFound(context);
        if (!desk.May(found.Permission))
            return Pages.Error(context, StatusCodes.Status403Forbidden);
        if (found.IsSecret && work.StepUp.Demand(context, desk, Address(desk, found.Id)) is { } first)
            return first;
        return await work.Handle.TakeAsync(desk.Actor, found.Id, ct) is { } taken
            ? Results.Stream(taken.Content, taken.File.ContentType, taken.File.Name)
            : PrivatePages.SeeOther(context, $"{Address(desk, found.Id)}?note=gone");
    }

    private static async Task<IResult> StopAsync(HttpContext context, Desk desk, Guid id, WorkDesk work, CancellationToken ct) =>
        await FindAsync(desk, id, work.List, ct) is { } found
            ? Back(context, desk, found.Id, await work.Handle.CancelAsync(desk.Actor, found.Id, ct) is null ? "stopping" : "changed")
            : Pages.NotFound(context);

    private static async Task<IResult> AgainAsync(HttpContext context, Desk desk, Guid id, WorkDesk work, CancellationToken ct)
    {
        if (await FindAsync(desk, id, work.List, ct) is not { } found)
            return Pages.NotFound(context);
        if (!desk.May(found.Permission))
            return Pages.Error(context, StatusCodes.Status403Forbidden);
        return Back(context, desk, found.Id, await work.Handle.RestartAsync(desk.Actor, found.Id, ct) is null ? "again" : "notagain");
    }

    private static async Task<WorkView?> FindAsync(Desk desk, Guid id, WorkList works, CancellationToken ct)
    {
        var work = await works.FindAsync(ShopOf(desk), WorkId.From(id), ct);
        return work is not null && work.Shop == ShopOf(desk) && (work.Actor.Id == desk.Seat.StaffId.Value || desk.May(work.Permission)) ? work : null;
    }

    private static ShopId? ShopOf(Desk desk) => desk.HasShop ? desk.Shop.Id : null;

    private static IResult Back(HttpContext context, Desk desk, WorkId id, string note) => PrivatePages.SeeOther(context, $"{Address(desk, id)}?note={note}");
}

/// <summary>What the handlers of one piece need together.</summary>
internal sealed class WorkDesk(WorkList list, HandleWork handle, StepUp stepUp)
{
    public WorkList List => list;

    public HandleWork Handle => handle;

    public StepUp StepUp => stepUp;
}
