using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Delivery.Problems;

/// <summary>Reads problem reports for pages.</summary>
public sealed class ProblemReports(Database database)
{
    /// <summary>When each key of the order was reported; keys without a report are left out.</summary>
    public async Task<IReadOnlyDictionary<KeyId, DateTimeOffset>> ForOrderAsync(OrderId order, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<ProblemReport>().Where(r => r.OrderId == order)
            .Select(r => new { r.KeyId, r.ReportedAt })
            .ToDictionaryAsync(r => r.KeyId, r => r.ReportedAt, ct);
    }
}
