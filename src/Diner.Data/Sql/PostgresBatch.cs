using System.Globalization;
using Diner.Data.Storage;
using Npgsql;

namespace Diner.Data.Sql;

/// <summary>
/// Sends a batch as one NpgsqlBatch. A commit travels as its last statement: Npgsql follows the server's transaction state,
/// so the transaction object then knows that it is done. Expected counts are checked by the function <c>diner_expect</c>,
/// because a count that comes back with the commit comes too late.
/// </summary>
internal static class PostgresBatch
{
    public static async Task SendAsync(UnitOfWork work, SqlStatement[] statements, bool commit, CancellationToken ct)
    {
        if (statements.Length == 0 && !commit)
            return;
        await using var batch = new NpgsqlBatch((NpgsqlConnection)work.Connection, (NpgsqlTransaction)work.Transaction);
        foreach (var statement in statements)
            batch.BatchCommands.Add(Command(statement));
        if (commit)
            batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));

        await using (var reader = await batch.ExecuteReaderAsync(ct))
        {
            foreach (var statement in statements.Where(s => s.OnRow is not null || s.ExpectedRows is not null))
            {
                while (await reader.ReadAsync(ct))
                    statement.OnRow?.Invoke(reader);
                await reader.NextResultAsync(ct);
            }

            while (await reader.NextResultAsync(ct))
            {
                // A failure of a later statement surfaces only when its result is reached.
            }
        }

        for (var i = 0; i < statements.Length; i++)
            statements[i].OnCount?.Invoke((int)batch.BatchCommands[i].RecordsAffected);
    }

    private static NpgsqlBatchCommand Command(SqlStatement statement)
    {
        var command = new NpgsqlBatchCommand(statement.ExpectedRows is null ? statement.Sql.Postgres : Expecting(statement));
        foreach (var arg in statement.Args)
            command.Parameters.Add(Parameter(arg));
        if (statement.ExpectedRows is { } expected)
            command.Parameters.Add(new NpgsqlParameter<int>(null!, expected));
        return command;
    }

    private static string Expecting(SqlStatement statement)
    {
        var expected = (statement.Args.Length + 1).ToString(CultureInfo.InvariantCulture);
        return $"with done as (\n{statement.Sql.Postgres}\nreturning 1)\nselect diner_expect(count(*), ${expected}) from done";
    }

    private static NpgsqlParameter Parameter(object? value) => new() { Value = value ?? DBNull.Value };
}
