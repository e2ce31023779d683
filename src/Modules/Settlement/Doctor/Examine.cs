using Diner.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace Diner.Settlement.Doctor;

/// <summary>Checks every invariant on the live database.</summary>
public sealed class Examine(Database database)
{
    private const int BreachesMax = 20;
    private static readonly TimeSpan QueryTimeout = TimeSpan.FromMinutes(30);

    /// <summary>How many invariants are checked.</summary>
    public static int Count => HouseInvariants.All.Count;

    /// <summary>What is broken; empty for a healthy house.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken ct)
    {
        await using var db = database.Read();
        db.Database.SetCommandTimeout(QueryTimeout);
        var findings = new List<Finding>();
        foreach (var invariant in HouseInvariants.All)
        {
            var breaches = await db.Database.SqlQueryRaw<string>(invariant.Breaches).AsAsyncEnumerable().Take(BreachesMax).ToListAsync(ct);
            if (breaches.Count > 0)
                findings.Add(new Finding(invariant.Sentence, breaches));
        }

        return findings;
    }
}
