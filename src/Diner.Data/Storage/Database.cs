using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Diner.Data.Storage;

/// <summary>
/// The door to the data. Reads take a context; writes take a <see cref="UnitOfWork"/>, the only thing that begins a transaction.
/// SQLite has one writer: units of work queue here, fairly, instead of spinning on its lock.
/// </summary>
public sealed class Database(IDbContextFactory<DinerDb> contexts, DatabaseOptions options) : IDisposable
{
    private readonly SemaphoreSlim _sqliteWriter = new(1, 1);

    /// <summary>Which database this is.</summary>
    public DatabaseKind Kind => options.Kind;

    /// <summary>A context that only reads and tracks nothing. Dispose it.</summary>
    public DinerDb Read()
    {
        var context = contexts.CreateDbContext();
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return context;
    }

    /// <summary>Opens a transaction. What is not committed when the unit is disposed never happened.</summary>
    public Task<UnitOfWork> BeginAsync(CancellationToken ct) => BeginAsync(null, ct);

    /// <summary>
    /// Opens a transaction on the connection of a context that is open already and has something of its session in it, such as a
    /// staging table. The context stays the caller's.
    /// </summary>
    public Task<UnitOfWork> BeginOnAsync(DinerDb context, CancellationToken ct) => BeginAsync(context, ct);

    /// <summary>A snapshot for hand-written queries. It waits for no writer and keeps none waiting; nothing may be written in it.</summary>
    public async Task<UnitOfWork> BeginReadAsync(CancellationToken ct)
    {
        var context = await contexts.CreateDbContextAsync(ct);
        try
        {
            if (Kind == DatabaseKind.Postgres)
                return new UnitOfWork(context, await context.Database.BeginTransactionAsync(ct), Kind, gate: null, ownsContext: true);
            await context.Database.OpenConnectionAsync(ct);
            var snapshot = ((SqliteConnection)context.Database.GetDbConnection()).BeginTransaction(deferred: true);
            return new UnitOfWork(context, (await context.Database.UseTransactionAsync(snapshot, ct))!, Kind, gate: null, ownsContext: true);
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }
    }

    /// <summary>One write in a transaction of its own.</summary>
    public async Task<T> WriteAsync<T>(Func<UnitOfWork, Task<T>> write, CancellationToken ct)
    {
        await using var work = await BeginAsync(ct);
        var result = await write(work);
        await work.CommitAsync(ct);
        return result;
    }

    /// <inheritdoc/>
    public void Dispose() => _sqliteWriter.Dispose();

    private async Task<UnitOfWork> BeginAsync(DinerDb? given, CancellationToken ct)
    {
        var gate = Kind == DatabaseKind.Sqlite ? _sqliteWriter : null;
        if (gate is not null)
            await gate.WaitAsync(ct);
        DinerDb? made = null;
        try
        {
            var context = given ?? (made = await contexts.CreateDbContextAsync(ct));
            var transaction = await context.Database.BeginTransactionAsync(ct);
            return new UnitOfWork(context, transaction, Kind, gate, ownsContext: given is null);
        }
        catch
        {
            if (made is not null)
                await made.DisposeAsync();
            gate?.Release();
            throw;
        }
    }
}
