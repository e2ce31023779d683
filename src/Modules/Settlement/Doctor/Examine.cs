using Diner.Data.Audit;
using Diner.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace Diner.Settlement.Doctor;

/// <summary>Checks every invariant on the live database.</summary>
public sealed class Examine(Database database, VerifyAudit audit)
{
    private const int BreachesMax = 20;
    private const string Unbroken = "The audit trail is one chain without a gap, as it was written.";

    // Every query reads whole tables. Right after a burst the planner still believes them small and would loop over them: minutes instead of seconds.
    private const string HashJoins = "set enable_nestloop = off";

    private static readonly TimeSpan QueryTimeout = TimeSpan.FromMinutes(30);

    /// <summary>How many invariants are checked.</summary>
    public static int Count => Sentences.Count;

    /// <summary>What is checked, in this order.</summary>
    public static IReadOnlyList<string> Sentences { get; } = [.. HouseInvariants.All.Select(invariant => invariant.Sentence), Unbroken];

    /// <summary>What is broken; empty for a healthy house.</summary>
    public Task<IReadOnlyList<Finding>> RunAsync(CancellationToken ct) => RunAsync(_ => { }, ct);

    /// <summary>The same; says after each invariant how many are checked.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(Action<int> progress, CancellationToken ct)
    {
        await using var db = database.Read();
        db.Database.SetCommandTimeout(QueryTimeout);
        await db.Database.OpenConnectionAsync(ct);
        if (database.Kind == DatabaseKind.Postgres)
            await db.Database.ExecuteSqlRawAsync(HashJoins, ct);
        var findings = new List<Finding>();
        var done = 0;
        foreach (var invariant in HouseInvariants.All)
        {
            var breaches = await db.Database.SqlQueryRaw<string>(invariant.Breaches).AsAsyncEnumerable().Take(BreachesMax).ToListAsync(ct);
            if (breaches.Count > 0)
                findings.Add(new Finding(invariant.Sentence, breaches));
            progress(++done);
        }

        if (await audit.RunAsync(null, ct) is { BrokenAt: { } number } verdict)
            findings.Add(new Finding(Unbroken, [$"number {number}: {verdict.Why}"]));
        progress(++done);
        return findings;
    }
}
