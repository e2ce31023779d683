using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Vault.Import;

/// <summary>Where staged keys go.</summary>
internal sealed record KeyDestination(ShopId ShopId, VariantId VariantId, BatchId BatchId, DateTimeOffset ExpiresAt);

/// <summary>
/// A temporary table of one session that gathers the sealed keys of a file. It is filled outside any long transaction, in short steps,
/// so that a slow file (a pipe, a network disk) blocks nobody: no sale on SQLite, which has one writer, and on PostgreSQL not the
/// event feed, which follows no further than the oldest running transaction. What is in it reaches <c>vault_keys</c> in one statement.
/// It holds no plaintext, and it is gone with the session.
/// </summary>
internal abstract class KeyStaging(DinerDb context) : IAsyncDisposable
{
    /// <summary>The context whose session has the table.</summary>
    public DinerDb Context => context;

    public static async Task<KeyStaging> OpenAsync(Database database, CancellationToken ct)
    {
        var context = database.Read();
        KeyStaging staging = database.Kind == DatabaseKind.Postgres ? new PostgresStaging(context) : new SqliteStaging(context);
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

    /// <summary>Adds keys to the table; they are in it for good when this returns.</summary>
    public abstract Task AddAsync(SealedKeys keys, CancellationToken ct);

    /// <summary>Puts the staged keys into the pool, except those whose fingerprint the shop has. Returns how many were put.</summary>
    public abstract Task<int> InsertAsync(UnitOfWork work, KeyDestination destination, int staged, CancellationToken ct);

    public async ValueTask DisposeAsync()
    {
        await DropAsync();
        await context.DisposeAsync();
    }

    protected abstract Task CreateAsync(CancellationToken ct);

    protected abstract Task DropAsync();
}
