using Diner.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace Diner.Settlement.Doctor;

/// <summary>Checks every invariant on the live database.</summary>
public sealed class Examine(Database database)
{
    private const int BreachesMax = 20;

    // Every query reads whole tables. Right after a burst the planner still believes them small and would loop over them: minutes instead of seconds.
    private const string HashJoins = "set enable_nestloop = off";

    private static readonly TimeSpan QueryTimeout = TimeSpan.FromMinutes(30);

    /// <summary>How many invariants are checked.</summary>
    public static int Count => HouseInvariants.All.Count;

    /// <summary>What is broken; empty for a healthy house.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken ct)
    {
        await using var db = database.Read();
        db.Database.SetCommandTimeout(QueryTimeout);
        await db.Database.OpenConnectionAsync(ct);
        if (database.Kind == DatabaseKind.Postgres)
            await db.Database.ExecuteSqlRawAsync(HashJoins, ct);
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
