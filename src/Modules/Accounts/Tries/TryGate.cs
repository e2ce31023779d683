using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Accounts.Tries;

/// <summary>
/// Counts tries at secrets, on all nodes together. A try is counted before the secret is looked at, so that tries at once are counted one by
/// one; a right one is given back. After a number of wrong ones the gate closes for a minute, then two, four, and so on.
/// </summary>
internal sealed class TryGate(Database database, TimeProvider clock)
{
    // The row is locked from here to the commit; no row comes back while the gate is closed.
    private static readonly SqlText Take =
        """
        insert into accounts_tries (name, failures, last_at, closed_until)
        values ($1, 1, $2, $2)
        on conflict (name) do update
        set failures = case when accounts_tries.last_at < $3 then 1 else accounts_tries.failures + 1 end, last_at = excluded.last_at
        where accounts_tries.closed_until <= $2
        returning failures
        """;

    private static readonly SqlText Close = "update accounts_tries set closed_until = $2 where name = $1";
    private static readonly SqlText Until = "select closed_until from accounts_tries where name = $1";
    private static readonly SqlText Forget = "delete from accounts_tries where name = $1";
    private static readonly SqlText GiveBack = "update accounts_tries set failures = failures - 1, closed_until = $2 where name = $1 and failures > 0";

    /// <summary>Takes a turn at each of the gates, or at none of them. Name them in one order everywhere.</summary>
    public async Task<TryTurn> TakeAsync(IReadOnlyList<TryLimit> limits, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var closes = false;
        await using var work = await database.BeginAsync(ct);
        foreach (var limit in limits)
        {
            var batch = work.NewBatch();
            var taken = batch.Read(Take, row => row.Int(0), limit.Name, now, now - limit.Memory);
            var until = batch.Read(Until, row => row.Time(0), limit.Name);
            await batch.SendAsync(ct);
            if (taken.Rows.Count == 0)
                return new TryTurn(until.Rows[0] - now, false);
            if (limit.PauseAfter(taken.Rows[0]) is not { } pause)
                continue;
            await work.RunAsync(Close, ct, limit.Name, now + pause);
            closes = true;
        }

        await work.CommitAsync(ct);
        return new TryTurn(TimeSpan.Zero, closes);
    }

    /// <summary>Opens gates after a right try: what was counted at them is forgotten.</summary>
    public Task<int> ForgetAsync(IReadOnlyList<TryLimit> limits, CancellationToken ct) => database.WriteAsync(
        async work =>
        {
            foreach (var limit in limits)
                await work.RunAsync(limit.IsShared ? GiveBack : Forget, ct, limit.IsShared ? [limit.Name, clock.GetUtcNow()] : [limit.Name]);
            return limits.Count;
        },
        ct);
}

/// <summary>What the gate says.</summary>
/// <param name="Wait">How long it stays closed; zero when it was open.</param>
/// <param name="Closes">True when this was the last try before it closes.</param>
internal sealed record TryTurn(TimeSpan Wait, bool Closes)
{
    public bool IsOpen => Wait == TimeSpan.Zero;

    public Problem ToProblem() => new(ProblemCode.TooManyRequests, $"Too many tries. Wait {Math.Ceiling(Wait.TotalMinutes):0} minutes.");
}
