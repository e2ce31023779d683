using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Data.Audit;

/// <summary>A row of the audit trail as the page of what it was done to shows it.</summary>
/// <param name="Number">Its place in the trail.</param>
/// <param name="At">When.</param>
/// <param name="Who">Who, as they sign in.</param>
/// <param name="Action">What: <c>order.cancelled</c>.</param>
/// <param name="Why">The reason that was given, or that of the refusal.</param>
/// <param name="Succeeded">False when it was refused.</param>
public sealed record Deed(long Number, DateTimeOffset At, string Who, string Action, string Why, bool Succeeded);

/// <summary>Reads what was done to one thing.</summary>
public sealed class Deeds(Database database)
{
    private const int DeedsMax = 200;

    /// <summary>The newest 200 deeds to that thing of that shop, oldest first.</summary>
    public async Task<IReadOnlyList<Deed>> OfAsync(ShopId shop, Guid subject, CancellationToken ct)
    {
        await using var db = database.Read();
        var rows = await db.Set<AuditRow>().Where(r => r.SubjectId == subject && r.ShopId == shop).OrderByDescending(r => r.Number).Take(DeedsMax)
            .Select(r => new Deed(r.Number, r.At, r.ActorName, r.Action, r.Why, r.Succeeded)).ToListAsync(ct);
        rows.Reverse();
        return rows;
    }
}
