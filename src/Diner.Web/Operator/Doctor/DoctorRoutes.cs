using System.Text.Json;
using Diner.Accounts.Permissions;
using Diner.Data.Access;
using Diner.Data.LongWork;
using Diner.Settlement.Doctor;
using Diner.Web.Access;
using Diner.Web.LongWork;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Operator.Doctor;

/// <summary>The invariants of the house, what the doctor's last round found, and a button for the next.</summary>
internal static class DoctorRoutes
{
    private const int RecentRounds = 5;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var doctor = routes.MapOperator("doctor", Permission.OperatorSystemView);
        doctor.MapGet("", ShowAsync);
        doctor.MapPost("", RunAsync).Needs(Permission.OperatorSystemHandle);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, Desk desk, WorkList works, CancellationToken ct)
    {
        var rounds = await works.ReadAsync(new WorkFilter { Kind = DoctorReport.WorkKind }, null, RecentRounds, ct);
        var last = rounds.FirstOrDefault(round => round.State == WorkState.Done);
        return ConsoleRoutes.Page<DoctorPage>(context, new
        {
            Desk = desk,
            Current = rounds.FirstOrDefault(round => round.IsOpen),
            Last = last,
            Report = last?.Result is { } json ? JsonSerializer.Deserialize<DoctorReport>(json, JsonSerializerOptions.Web) : null,
        });
    }

    // A round that is under way already is the one that was asked for.
    private static async Task<IResult> RunAsync(HttpContext context, Desk desk, WorkList works, StartWork start, CancellationToken ct)
    {
        var rounds = await works.ReadAsync(new WorkFilter { Kind = DoctorReport.WorkKind }, null, 1, ct);
        if (rounds is not [{ IsOpen: true }])
            await start.RunAsync(desk.Actor, new NewWork(DoctorReport.WorkKind, "", Permission.OperatorSystemView), ct);
        return PrivatePages.SeeOther(context, "/operator/doctor");
    }
}
