using Diner.Data.Events;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Stock;

namespace Diner.Vault.Import;

/// <summary>
/// Keys of imports that store in slices. They come in as <see cref="Keys.KeyState.Incoming"/>, where no sale looks. Until the import is
/// accepted they can only be discarded; from then on they can only go on sale, slice by slice, whoever does it.
/// </summary>
public sealed class IncomingKeys(ImportTurns turns, EventLog events, FeedSignal signal)
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(250);

    // Keys of a batch have ids later than its own: a range of the primary key, read from left to right.
    private static readonly SqlText LastOfSlice = "select id from vault_keys where id > $1 order by id limit 1 offset $2";
    private static readonly SqlText Release = "update vault_keys set state = 0 where id > $2 and id <= $3 and batch_id = $1 and state = 5";
    private static readonly SqlText Discard = "delete from vault_keys where id > $2 and id <= $3 and batch_id = $1 and state = 5";
    private static readonly SqlText Count = "update vault_batches set accepted = accepted + $2 where id = $1";
    private static readonly SqlText Counted = "select accepted from vault_batches where id = $1";

    /// <summary>Waits for the shop's turn; an import before it that stands still is finished first.</summary>
    internal async Task WaitForTurnAsync(KeyImport import, CancellationToken ct)
    {
        while (!await turns.TryTakeAsync(import, ct))
        {
            if (!await FinishStaleAsync(ct))
                await Task.Delay(Wait, ct);
        }
    }

    /// <summary>Finishes one import that lost its process; false when there is none.</summary>
    internal async Task<bool> FinishStaleAsync(CancellationToken ct)
    {
        if (await turns.TakeOverAsync(ct) is not { } import)
            return false;
        await (import.AcceptedAt is null ? DiscardAsync(import, ct) : ReleaseAsync(import, ct));
        return true;
    }

    internal Task DiscardAsync(KeyImport import, CancellationToken ct) => SweepAsync(import, Discard, (_, _) => Task.CompletedTask, ct);

    /// <summary>Puts the keys on sale. Counters move with every slice; who waits for stock hears of it when all are there.</summary>
    internal async Task ReleaseAsync(KeyImport import, CancellationToken ct)
    {
        await SweepAsync(import, Release, CountAsync, ct);
        signal.Pulse();

        async Task CountAsync(UnitOfWork work, (int Keys, bool IsLast) slice)
        {
            var batch = work.NewBatch();
            MoveStock.AddTo(batch, [new StockMove(import.VariantId, slice.Keys, 0)]);
            batch.Run(Count, import.BatchId.Value, slice.Keys);
            var accepted = batch.Read(Counted, row => row.Int(0), import.BatchId.Value);
            await batch.SendAsync(ct);
            if (slice.IsLast && accepted.Rows[0] > 0)
                events.AddTo(batch, [new KeysImported(import.ShopId, import.VariantId, import.BatchId, accepted.Rows[0])]);
            await batch.SendAsync(ct);
        }
    }

    private async Task SweepAsync(KeyImport import, SqlText statement, Func<UnitOfWork, (int Keys, bool IsLast), Task> count, CancellationToken ct)
    {
        var size = new SliceSize();
        for (Guid? after = import.BatchId.Value; after is not null;)
            after = await turns.SliceAsync(import, size, null, work => SweepSliceAsync(work, after.Value), ct);

        // Where the next slice begins; null after the last.
        async Task<Guid?> SweepSliceAsync(UnitOfWork work, Guid from)
        {
            var batch = work.NewBatch();
            var last = batch.Read(LastOfSlice, row => row.Guid(0), from, size.Keys - 1);
            await batch.SendAsync(ct);
            var isLast = last.Rows.Count == 0;
            var to = isLast ? Guid.AllBitsSet : last.Rows[0];
            await count(work, (await work.RunAsync(statement, ct, import.BatchId.Value, from, to), isLast));
            if (isLast)
                await ImportTurns.LeaveAsync(work, import, ct);
            return isLast ? null : to;
        }
    }
}
