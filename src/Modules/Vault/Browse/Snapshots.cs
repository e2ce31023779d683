using Diner.Data.Sql;
using Diner.Data.Storage;

namespace Diner.Vault.Browse;

/// <summary>One hand-written query that waits for no writer.</summary>
internal static class Snapshots
{
    public static async Task<IReadOnlyList<T>> QueryAsync<T>(this Database database, SqlText sql, Func<SqlRow, T> map, IReadOnlyList<object> args, CancellationToken ct)
    {
        await using var snapshot = await database.BeginReadAsync(ct);
        var batch = snapshot.NewBatch();
        var rows = batch.Read(sql, map, [.. args]);
        await batch.SendAsync(ct);
        return rows.Rows;
    }
}
