using System.Diagnostics;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Vault.Import;

/// <summary>Whose turn it is to store keys in slices: one import of a shop at a time, as long as it moves.</summary>
public sealed class ImportTurns(Database database, TimeProvider clock)
{
    // An import that did not move for so long has lost its process.
    private static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(1);

    private static readonly SqlText Take =
        "insert into vault_imports (shop_id, variant_id, batch_id, alive_at) values ($1, $2, $3, $4) on conflict (shop_id) do nothing";

    private static readonly SqlText FindStale = "select shop_id, variant_id, batch_id, accepted_at from vault_imports where alive_at <= $1 order by alive_at limit 1";
    private static readonly SqlText TakeOver = "update vault_imports set alive_at = $2 where batch_id = $1 and alive_at <= $3";
    private static readonly SqlText Move = "update vault_imports set alive_at = $2 where batch_id = $1";
    private static readonly SqlText Accept = "update vault_imports set accepted_at = $2 where batch_id = $1 and accepted_at is null";
    private static readonly SqlText Leave = "delete from vault_imports where batch_id = $1";

    internal async Task<bool> TryTakeAsync(KeyImport import, CancellationToken ct) => 1 == await database.WriteAsync(
        work => work.RunAsync(Take, ct, import.ShopId.Value, import.VariantId.Value, import.BatchId.Value, clock.GetUtcNow()), ct);

    // Two that find the same one write one after the other; the second no longer finds it stale.
    internal async Task<KeyImport?> TakeOverAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var stale = batch.Read(FindStale, Read, now - StaleAfter);
        await batch.SendAsync(ct);
        if (stale.Rows.Count == 0 || await work.RunAsync(TakeOver, ct, stale.Rows[0].BatchId.Value, now, now - StaleAfter) == 0)
            return null;
        await work.CommitAsync(ct);
        return stale.Rows[0];
    }

    /// <summary>Writes one slice in a transaction of its own, on the given session or on any, and rests.</summary>
    /// <exception cref="InvariantException">The import stood still for so long that somebody else has finished it.</exception>
    internal async Task<T> SliceAsync<T>(KeyImport import, SliceSize size, DinerDb? session, Func<UnitOfWork, Task<T>> write, CancellationToken ct)
    {
        var begun = Stopwatch.GetTimestamp();
        T result;
        await using (var work = session is null ? await database.BeginAsync(ct) : await database.BeginOnAsync(session, ct))
        {
            var isOurs = await work.RunAsync(Move, ct, import.BatchId.Value, clock.GetUtcNow()) == 1;
            Invariant.Require(isOurs, $"the import of batch {import.BatchId.Value} stood still for so long that somebody else has finished it");
            result = await write(work);
            await work.CommitAsync(ct);
        }

        await size.RestAsync(begun, ct);
        return result;
    }

    internal async Task AcceptAsync(UnitOfWork work, KeyImport import, CancellationToken ct)
    {
        import.AcceptedAt = clock.GetUtcNow();
        Invariant.Require(await work.RunAsync(Accept, ct, import.BatchId.Value, import.AcceptedAt) == 1, "an import is accepted once");
    }

    internal static Task LeaveAsync(UnitOfWork work, KeyImport import, CancellationToken ct) => work.RunAsync(Leave, ct, import.BatchId.Value);

    private static KeyImport Read(SqlRow row) => new()
    {
        ShopId = row.Id<ShopId>(0), VariantId = row.Id<VariantId>(1), BatchId = row.Id<BatchId>(2), AcceptedAt = row.TimeOrNull(3),
    };
}
