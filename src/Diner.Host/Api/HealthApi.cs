using Diner.Data.Access;
using Diner.Data.Lanes;
using Diner.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace Diner.Host.Api;

/// <summary><c>/healthz</c>: the process is alive. <c>/readyz</c>: the database answers and every lane takes work.</summary>
internal static class HealthApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Text("alive")).ExcludeFromDescription().OpenTo("it says one word");
        routes.MapGet("/readyz", ReadyAsync).ExcludeFromDescription().OpenTo("it says one word");
    }

    private static async Task<IResult> ReadyAsync(Database database, IEnumerable<ILane> lanes, CancellationToken ct)
    {
        if (lanes.FirstOrDefault(lane => !lane.IsAccepting) is { } closed)
            return NotReady($"the {closed.Name} lane takes no work");
        await using var db = database.Read();
        return await db.Database.CanConnectAsync(ct) ? Results.Text("ready") : NotReady("the database does not answer");
    }

    private static IResult NotReady(string why) => Results.Text(why, statusCode: StatusCodes.Status503ServiceUnavailable);
}
