using Diner.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace Diner.Host.Setup;

/// <summary>Brings the database to this version's schema.</summary>
internal static class Migrator
{
    /// <summary>Applies what is missing and names it; nothing when the schema is current. Safe when several nodes start at once.</summary>
    public static async Task<IReadOnlyList<string>> MigrateAsync(IDbContextFactory<DinerDb> contexts, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (db.Database.IsSqlite())
            await PrepareFileAsync(db, ct);
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (pending.Count > 0)
            await db.Database.MigrateAsync(ct);
        return pending;
    }

    // The journal mode is a property of the file: set once, outside a transaction.
    private static async Task PrepareFileAsync(DinerDb db, CancellationToken ct)
    {
        var file = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } directory)
            Directory.CreateDirectory(directory);
        await db.Database.ExecuteSqlRawAsync("pragma journal_mode = wal", ct);
    }
}
