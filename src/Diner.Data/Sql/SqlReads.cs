using System.Globalization;
using Diner.Data.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Diner.Data.Sql;

/// <summary>Hand-written queries outside a transaction: for lists whose plan matters. On SQLite they wait for no writer.</summary>
public static class SqlReads
{
    /// <summary>The rows of one query. A list of ids is one argument: <c>any($1)</c> on PostgreSQL, <c>json_each($1)</c> on SQLite.</summary>
    public static async Task<IReadOnlyList<T>> QueryAsync<T>(this Database database, SqlText sql, Func<SqlRow, T> map, IReadOnlyList<object> args, CancellationToken ct)
    {
        await using var db = database.Read();
        await db.Database.OpenConnectionAsync(ct);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = database.Kind == DatabaseKind.Postgres ? sql.Postgres : sql.Sqlite;
        for (var i = 0; i < args.Count; i++)
        {
            command.Parameters.Add(database.Kind == DatabaseKind.Postgres
                ? new NpgsqlParameter { Value = args[i] }
                : new SqliteParameter(string.Create(CultureInfo.InvariantCulture, $"${i + 1}"), SqliteBatch.Stored(args[i])));
        }

        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
            rows.Add(map(new SqlRow(reader, database.Kind)));
        return rows;
    }
}
