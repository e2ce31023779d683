using System.Data.Common;
using Diner.Data.Sql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Diner.Data.Storage;

/// <summary>One database transaction. A method that takes one writes inside its caller's transaction and never commits it.</summary>
public sealed class UnitOfWork : IAsyncDisposable
{
    private readonly IDbContextTransaction _transaction;
    private readonly SemaphoreSlim? _gate;
    private readonly bool _ownsContext;

    internal UnitOfWork(DinerDb db, IDbContextTransaction transaction, DatabaseKind kind, SemaphoreSlim? gate, bool ownsContext)
    {
        (Db, _transaction, Kind, _gate, _ownsContext) = (db, transaction, kind, gate, ownsContext);
    }

    /// <summary>The tracked context of this transaction, for back-office writes.</summary>
    public DinerDb Db { get; }

    /// <summary>Which database this is.</summary>
    public DatabaseKind Kind { get; }

    internal DbConnection Connection => Db.Database.GetDbConnection();

    internal DbTransaction Transaction => _transaction.GetDbTransaction();

    /// <summary>A batch of hand-written statements in this transaction.</summary>
    public SqlBatch NewBatch() => new(this);

    /// <summary>Runs one statement in this transaction and says how many rows it touched.</summary>
    public async Task<int> RunAsync(SqlText sql, CancellationToken ct, params object?[] args)
    {
        var batch = NewBatch();
        var touched = batch.Count(sql, args);
        await batch.SendAsync(ct);
        return touched.Value;
    }

    /// <summary>Saves tracked changes and commits.</summary>
    public async Task CommitAsync(CancellationToken ct)
    {
        await Db.SaveChangesAsync(ct);
        await _transaction.CommitAsync(ct);
    }

    /// <summary>Rolls back what is not committed.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _transaction.DisposeAsync();
            if (_ownsContext)
                await Db.DisposeAsync();
        }
        finally
        {
            _gate?.Release();
        }
    }
}
