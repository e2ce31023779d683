using Diner.Accounts.Permissions;
using Diner.Catalog.Shops;
using Diner.Data.Access;
using Diner.Data.LongWork;
using Diner.Kernel;
using Diner.Web.Access;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Operator.Jobs;

/// <summary>The long work of every shop and of the house: looked at, stopped, begun again. What came of it is its owner's to take.</summary>
internal static class JobRoutes
{
    private const int PageRows = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapOperator("jobs", Permission.OperatorSystemView);
        jobs.MapGet("", ListAsync);
        jobs.MapPost("{id:guid}/stop", StopAsync).Needs(Permission.OperatorSystemHandle);
        jobs.MapPost("{id:guid}/again", AgainAsync).Needs(Permission.OperatorSystemHandle);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Desk desk, WorkList works, Shops shops, CancellationToken ct)
    {
        WorkId? after = Guid.TryParse(context.Request.Query["after"], out var id) ? WorkId.From(id) : null;
        WorkState? state = Enum.TryParse<WorkState>(context.Request.Query["state"], ignoreCase: true, out var asked) && Enum.IsDefined(asked) ? asked : null;
        var rows = await works.ReadAsync(new WorkFilter { State = state }, after, PageRows + 1, ct);
        return ConsoleRoutes.Page<JobsPage>(context, new
        {
            Desk = desk,
            Works = rows.Take(PageRows).ToList(),
            Names = await shops.NamesAsync(rows.Select(row => row.Shop), ct),
            State = state,
            HasMore = rows.Count > PageRows,
            Note = context.Request.Query["note"].ToString(),
        });
    }

    private static async Task<IResult> StopAsync(HttpContext context, Desk desk, Guid id, HandleWork handle, CancellationToken ct) =>
        Back(context, await handle.CancelAsync(desk.Actor, WorkId.From(id), ct) is null ? "stopping" : "changed");

    private static async Task<IResult> AgainAsync(HttpContext context, Desk desk, Guid id, HandleWork handle, CancellationToken ct) =>
        Back(context, await handle.RestartAsync(desk.Actor, WorkId.From(id), ct) is null ? "again" : "notagain");

    private static IResult Back(HttpContext context, string note) => PrivatePages.SeeOther(context, $"/operator/jobs?note={note}");
}
