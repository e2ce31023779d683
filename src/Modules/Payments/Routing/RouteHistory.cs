using System.Text.Json;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Payments.Routing;

/// <summary>A choice of the router.</summary>
/// <param name="At">When.</param>
/// <param name="Notes">A word on each channel, in its order.</param>
public sealed record RouteChoice(DateTimeOffset At, IReadOnlyList<RouteNote> Notes);

/// <summary>Keeps the router's choices that were any: with one channel that answers there is nothing to explain.</summary>
public sealed class RouteHistory(Database database, IdSource ids, TimeProvider clock)
{
    /// <summary>The choices of an order, oldest first.</summary>
    public async Task<IReadOnlyList<RouteChoice>> OfAsync(string orderNo, CancellationToken ct)
    {
        await using var db = database.Read();
        var rows = await db.Set<RouteRow>().Where(r => r.OrderNo == orderNo).OrderBy(r => r.Id).ToListAsync(ct);
        return [.. rows.Select(r => new RouteChoice(r.At, JsonSerializer.Deserialize<List<RouteNote>>(r.Notes) ?? []))];
    }

    internal async Task KeepAsync(string orderNo, IReadOnlyList<RouteNote> notes, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        work.Db.Add(new RouteRow { Id = ids.NextGuid(), OrderNo = orderNo, At = clock.GetUtcNow(), Notes = JsonSerializer.Serialize(notes) });
        await work.CommitAsync(ct);
    }
}
