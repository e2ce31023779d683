using Diner.Data.Audit;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Vault.Keys;

/// <summary>What is done with keys in the open, and so is limited. The numbers are stored.</summary>
internal enum KeyAct : short
{
    /// <summary>One key is looked at.</summary>
    Reveal = 1,

    /// <summary>A pool is taken out as a file.</summary>
    Export = 2,
}

/// <summary>How often one person has done it in the running window.</summary>
internal sealed class KeyTurn
{
    public Guid ActorId { get; init; }

    public KeyAct Act { get; init; }

    public DateTimeOffset Since { get; set; }

    public int Taken { get; set; }
}

/// <summary>
/// How often a person may see keys in the open, counted over all nodes: 30 looks in ten minutes, 5 exports in an hour. Who runs the
/// program on its machine is not counted: they hold the master key.
/// </summary>
internal sealed class KeyTurns(TimeProvider clock)
{
    private static readonly SqlText Take =
        """
        insert into vault_key_turns (actor_id, act, since, taken)
        values ($1, $2, $3, 1)
        on conflict (actor_id, act) do update
        set taken = case when vault_key_turns.since <= $4 then 1 else vault_key_turns.taken + 1 end,
            since = case when vault_key_turns.since <= $4 then excluded.since else vault_key_turns.since end
        where vault_key_turns.since <= $4 or vault_key_turns.taken < $5
        returning taken
        """;

    /// <summary>Takes a turn in the caller's transaction; false when all are taken.</summary>
    public async Task<bool> TryTakeAsync(UnitOfWork work, Actor actor, KeyAct act, CancellationToken ct)
    {
        if (actor.Id is not { } person)
            return true;
        var (max, window) = LimitOf(act);
        var now = clock.GetUtcNow();
        var batch = work.NewBatch();
        var taken = batch.Read(Take, row => row.Int(0), person, (int)act, now, now - window, max);
        await batch.SendAsync(ct);
        return taken.Rows.Count == 1;
    }

    /// <summary>What to say when all are taken.</summary>
    public static Problem Refusal(KeyAct act) => new(ProblemCode.TooManyRequests, act == KeyAct.Reveal
        ? "Many keys were looked at in a short time. Wait ten minutes."
        : "Five exports were made within an hour. Wait until it is over.");

    private static (int Max, TimeSpan Window) LimitOf(KeyAct act) => act switch
    {
        KeyAct.Reveal => (30, TimeSpan.FromMinutes(10)),
        KeyAct.Export => (5, TimeSpan.FromHours(1)),
        _ => throw new InvariantException($"unknown act {act}"),
    };
}
