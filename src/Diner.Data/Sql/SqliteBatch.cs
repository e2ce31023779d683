using System.Text.Json;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.Data.Sqlite;

namespace Diner.Data.Sql;

/// <summary>Runs a batch statement by statement; a statement over rows is prepared once and run once per row.</summary>
internal static class SqliteBatch
{
    public static async Task SendAsync(UnitOfWork work, SqlStatement[] statements, bool commit, CancellationToken ct)
    {
        foreach (var statement in statements)
            await RunAsync(work, statement, ct);
        if (commit)
            await work.Transaction.CommitAsync(ct);
    }

    private static async Task RunAsync(UnitOfWork work, SqlStatement statement, CancellationToken ct)
    {
        await using var command = new SqliteCommand(statement.Sql.Sqlite, (SqliteConnection)work.Connection, (SqliteTransaction)work.Transaction);
        foreach (var _ in statement.Args)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"${command.Parameters.Count + 1}" });

        var touched = 0;
        for (var row = 0; row < statement.RowCount; row++)
        {
            for (var i = 0; i < statement.Args.Length; i++)
                command.Parameters[i].Value = Stored(statement.OverRows ? ((Array)statement.Args[i]!).GetValue(row) : statement.Args[i]);
            touched += await RunOnceAsync(command, statement, ct);
        }

        if (statement.ExpectedRows is { } expected)
            Invariant.Require(touched == expected, $"{touched} rows were touched where {expected} were expected: {statement.Sql.Sqlite}");
        statement.OnCount?.Invoke(touched);
    }

    private static async Task<int> RunOnceAsync(SqliteCommand command, SqlStatement statement, CancellationToken ct)
    {
        if (statement.OnRow is null)
            return await command.ExecuteNonQueryAsync(ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            statement.OnRow(reader);
        return 0;
    }

    /// <summary>An argument as SQLite stores it; a list of ids is JSON, for <c>json_each</c>.</summary>
    public static object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        Guid guid => guid.ToString("D"),
        Guid[] guids => JsonSerializer.Serialize(guids),
        DateTimeOffset time => SqliteTime.ToMicroseconds(time),
        _ => value,
    };
}
