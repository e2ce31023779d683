using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Batches;
using Microsoft.EntityFrameworkCore;

namespace Diner.Vault.Import;

/// <summary>A file that was read to its end and waits to be stored.</summary>
/// <param name="Actor">Who imports it.</param>
/// <param name="To">Where its keys go.</param>
/// <param name="Staged">How many keys it has, those that the shop has too among them.</param>
/// <param name="Record">What is recorded of it when so many of them are accepted.</param>
internal sealed record StagedFile(Actor Actor, KeyDestination To, int Staged, Func<int, KeyBatch> Record)
{
    /// <summary>Is told how many keys have come in, between two steps.</summary>
    public Action<int>? Stored { get; init; }
}

/// <summary>Where staged keys go.</summary>
internal sealed record KeyDestination(ShopId ShopId, VariantId VariantId, BatchId BatchId, DateTimeOffset ExpiresAt);

/// <summary>
/// A temporary table of one session that gathers the sealed keys of a file. It is filled outside any long transaction, in short steps,
/// so that a slow file (a pipe, a network disk) blocks nobody: no sale on SQLite, which has one writer, and on PostgreSQL not the
/// event feed, which follows no further than the oldest running transaction. It holds no plaintext, and it is gone with the session.
/// </summary>
internal abstract class KeyStaging(DinerDb context) : IAsyncDisposable
{
    protected DinerDb Context => context;

    /// <summary>Makes the table.</summary>
    public abstract Task CreateAsync(CancellationToken ct);

    /// <summary>Adds keys to the table; they are in it for good when this returns.</summary>
    public abstract Task AddAsync(SealedKeys keys, CancellationToken ct);

    /// <summary>
    /// Puts the staged keys on sale, except those whose fingerprint the shop has, and records their batch: all of them or none.
    /// How many were put; or <see cref="ProblemCode.LimitReached"/>, and nothing was.
    /// </summary>
    public abstract Task<Result<int>> StoreAsync(StagedFile file, CancellationToken ct);

    public async ValueTask DisposeAsync()
    {
        await DropAsync();
        await context.DisposeAsync();
    }

    protected abstract Task DropAsync();
}

/// <summary>Opens staging tables: one kind per database.</summary>
public sealed class KeyStagings(Database database, RecordBatch batches, ImportTurns turns, IncomingKeys incoming)
{
    internal async Task<KeyStaging> OpenAsync(CancellationToken ct)
    {
        var context = database.Read();
        KeyStaging staging = database.Kind == DatabaseKind.Postgres
            ? new PostgresStaging(context, database, batches)
            : new SqliteStaging(context, turns, incoming, batches);
        try
        {
            await context.Database.OpenConnectionAsync(ct);
            await staging.CreateAsync(ct);
            return staging;
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }
    }
}
