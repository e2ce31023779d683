using Diner.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace Diner.Data.Audit;

/// <summary>What walking the chain found.</summary>
/// <param name="Rows">Rows that were walked.</param>
/// <param name="Head">The number of the last row.</param>
/// <param name="HeadHash">Its hash, hex: kept elsewhere, it shows later that nothing up to it was changed.</param>
public sealed record AuditVerdict(long Rows, long Head, string HeadHash)
{
    /// <summary>The first number at which the chain is broken; null when it holds.</summary>
    public long? BrokenAt { get; init; }

    /// <summary>What is wrong there, as a sentence.</summary>
    public string Why { get; init; } = "";
}

/// <summary>Walks the audit trail from its first row to its head and computes every hash again.</summary>
public sealed class VerifyAudit(Database database)
{
    private const int ChunkRows = 1000;

    /// <summary>The verdict. Rows that are added meanwhile are not looked at.</summary>
    /// <param name="progress">Told how many of how many rows were walked, or null.</param>
    /// <param name="ct">Stops the walk.</param>
    public async Task<AuditVerdict> RunAsync(Action<long, long>? progress, CancellationToken ct)
    {
        await using var db = database.Read();
        var head = await db.Set<AuditHead>().SingleOrDefaultAsync(ct);
        if (head is null)
            return new AuditVerdict(0, 0, "") { BrokenAt = 1, Why = "The row that holds the chain's head is missing." };
        var verdict = new AuditVerdict(0, head.Number, Convert.ToHexStringLower(head.Hash));
        var (last, hash) = (0L, AuditChain.Start);
        while (last < head.Number)
        {
            var rows = await db.Set<AuditRow>().Where(r => r.Number > last && r.Number <= head.Number).OrderBy(r => r.Number).Take(ChunkRows).ToListAsync(ct);
            if (rows.Count == 0)
                return verdict with { Rows = last, BrokenAt = last + 1, Why = "The last rows are missing." };
            foreach (var row in rows)
            {
                if (row.Number != last + 1)
                    return verdict with { Rows = last, BrokenAt = last + 1, Why = "The row is missing." };
                hash = AuditChain.Hash(hash, row);
                if (!row.Hash.AsSpan().SequenceEqual(hash))
                    return verdict with { Rows = last, BrokenAt = row.Number, Why = "The row is not the one that was written." };
                last = row.Number;
            }

            progress?.Invoke(last, head.Number);
        }

        return await EndAsync(db, verdict with { Rows = last }, hash, ct);
    }

    private static async Task<AuditVerdict> EndAsync(DinerDb db, AuditVerdict verdict, byte[] hash, CancellationToken ct)
    {
        if (Convert.ToHexStringLower(hash) != verdict.HeadHash)
            return verdict with { BrokenAt = verdict.Head, Why = "The chain's head is not its last row." };
        // Head and rows in one statement: a row added between two would look like a stranger.
        return await db.Set<AuditRow>().AnyAsync(r => r.Number > db.Set<AuditHead>().Max(h => h.Number) || r.Number < 1, ct)
            ? verdict with { BrokenAt = verdict.Head + 1, Why = "There are rows the chain does not know." }
            : verdict;
    }
}
