using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Batches;
using Diner.Vault.Sealing;

namespace Diner.Vault.Import;

/// <summary>
/// Imports a file of keys, all of it or nothing. Keys the shop has or had in any state are counted and left out.
/// <list type="number">
/// <item>The file is read in chunks; each is sealed on another thread while the next is read.</item>
/// <item>Sealed chunks are staged in order, in short steps outside any transaction.</item>
/// <item>What is staged is stored, all or nothing: on PostgreSQL in one transaction, on SQLite in slices that nobody sells from until the
/// last is in.</item>
/// </list>
/// Sales go on beside it. Cancelled, or broken off before it is accepted, it leaves nothing behind.
/// </summary>
public sealed class ImportKeys(KeyStagings stagings, ShopSeals seals, IdSource ids, TimeProvider clock)
{
    private const int SeparatorCharsMax = 16;
    private const int SupplierCharsMax = 200;
    private const int SealingTasksMax = 8;

    /// <summary>
    /// Reads the stream to its end. Fails with <see cref="ProblemCode.InvalidRequest"/>, and stores nothing, when the file or the request cannot be used;
    /// and with <see cref="ProblemCode.LimitReached"/>, and stores nothing, when the merchant would have more unsold keys than the operator lets it.
    /// </summary>
    public async Task<Result<ImportSummary>> RunAsync(Actor actor, ImportRequest request, Stream stream, CancellationToken ct)
    {
        if (Refuse(request) is { } problem)
            return problem;
        var rejects = new RejectLog(request.Rejects);
        var seal = await seals.FindAsync(request.ShopId, ct);
        using var reader = new KeyFileReader(stream, request.Format, request.Separator, rejects);
        await using var staging = await stagings.OpenAsync(ct);

        // The batch's id is older than those of its keys; withdrawing it starts there.
        var batchId = ids.Next<BatchId>();
        var staged = await StageAsync(request, seal, reader, staging, ct);
        if (reader.Problem is { } broken)
            return broken;

        var to = new KeyDestination(request.ShopId, request.VariantId, batchId, request.ExpiresAt.ToUniversalTime());
        var file = new StagedFile(actor, to, staged, count => NewBatch(request, batchId, reader.Sha256(), (count, staged - count, rejects.Count)))
        {
            Stored = request.Progress is { } tell ? stored => tell(new ImportProgress(reader.BytesRead, staged, stored)) : null,
        };
        var accepted = await staging.StoreAsync(file, ct);
        if (!accepted.IsOk)
            return accepted.Problem;
        return new ImportSummary(batchId, accepted.Value, staged - accepted.Value, rejects.Count, rejects.First, reader.Sha256(), reader.Encoding);
    }

    private Problem? Refuse(ImportRequest request)
    {
        if (request.Separator.Length > SeparatorCharsMax)
            return new(ProblemCode.InvalidRequest, $"The separator has more than {SeparatorCharsMax} characters.", "separator");
        if (request.Supplier.Length > SupplierCharsMax)
            return new(ProblemCode.InvalidRequest, $"The supplier's name has more than {SupplierCharsMax} characters.", "supplier");
        if (request.UnitCostMinor < 0)
            return new(ProblemCode.InvalidRequest, "The cost is below zero.", "cost");
        if (request.ExpiresAt <= clock.GetUtcNow())
            return new(ProblemCode.InvalidRequest, "The expiry is past: such keys could not be sold.", "expires") { Reason = "keys_expired" };
        return null;
    }

    private async Task<int> StageAsync(ImportRequest request, ShopSeal seal, KeyFileReader reader, KeyStaging staging, CancellationToken ct)
    {
        var staged = 0;
        var sealing = new Queue<Task<SealedKeys>>();
        var width = Math.Clamp(Environment.ProcessorCount, 1, SealingTasksMax);
        await foreach (var chunk in reader.ReadAsync(ct))
        {
            // Ids are given while the file is read in order, because keys are sold in the order of their ids.
            var keyIds = ids.Next<KeyId>(chunk.Count);
            sealing.Enqueue(Task.Run(() => Seal(request, seal, chunk, keyIds), ct));
            if (sealing.Count > width)
                await StageNextAsync();
        }

        while (sealing.Count > 0)
            await StageNextAsync();
        return staged;

        async Task StageNextAsync()
        {
            using var keys = await sealing.Dequeue();
            await staging.AddAsync(keys, ct);
            staged += keys.Count;
            request.Progress?.Invoke(new ImportProgress(reader.BytesRead, staged, 0));
        }
    }

    private static SealedKeys Seal(ImportRequest request, ShopSeal seal, PlainKeys chunk, KeyId[] keyIds)
    {
        using var done = chunk;
        using var sealer = seal.NewSealer();
        return SealedKeys.Seal(sealer, request, keyIds, chunk);
    }

    private KeyBatch NewBatch(ImportRequest request, BatchId id, string sha256, (int Accepted, int Duplicates, int Rejected) counts) => new()
    {
        Id = id,
        ShopId = request.ShopId,
        VariantId = request.VariantId,
        Supplier = request.Supplier,
        UnitCostMinor = request.UnitCostMinor,
        ExpiresAt = request.ExpiresAt.ToUniversalTime(),
        FileSha256 = sha256,
        Accepted = counts.Accepted,
        Duplicates = counts.Duplicates,
        Rejected = counts.Rejected,
        ImportedAt = clock.GetUtcNow(),
    };
}
