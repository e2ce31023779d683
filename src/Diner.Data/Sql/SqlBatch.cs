using Diner.Data.Storage;

namespace Diner.Data.Sql;

/// <summary>
/// Statements that travel together: one round trip on PostgreSQL, one after the other on SQLite, where a trip costs nothing.
/// Modules add their own statements and read their own results; the caller sends. A batch can be sent once, then filled again.
/// </summary>
public sealed class SqlBatch
{
    private readonly UnitOfWork _work;
    private readonly List<SqlStatement> _statements = [];

    internal SqlBatch(UnitOfWork work) => _work = work;

    /// <summary>Which database the batch goes to, for the few statements that only one of them needs.</summary>
    public DatabaseKind Kind => _work.Kind;

    /// <summary>Adds a statement that returns nothing.</summary>
    public void Run(SqlText sql, params object?[] args) => _statements.Add(new SqlStatement(sql, args, OverRows: false));

    /// <summary>Adds a statement whose touched rows are counted.</summary>
    public SqlCount Count(SqlText sql, params object?[] args)
    {
        var count = new SqlCount();
        _statements.Add(new SqlStatement(sql, args, OverRows: false, OnCount: n => count.Value = n));
        return count;
    }

    /// <summary>Adds a query.</summary>
    public SqlRows<T> Read<T>(SqlText sql, Func<SqlRow, T> map, params object?[] args)
    {
        var rows = new SqlRows<T>();
        _statements.Add(new SqlStatement(sql, args, OverRows: false, OnRow: reader => rows.Add(map(new SqlRow(reader, _work.Kind)))));
        return rows;
    }

    /// <summary>Adds a query over rows given as columns of one length. Nothing is asked when they are empty.</summary>
    public SqlRows<T> ReadRows<T>(SqlText sql, Func<SqlRow, T> map, params Array[] columns)
    {
        var rows = new SqlRows<T>();
        if (columns[0].Length > 0)
            _statements.Add(new SqlStatement(sql, columns, OverRows: true, OnRow: reader => rows.Add(map(new SqlRow(reader, _work.Kind)))));
        return rows;
    }

    /// <summary>
    /// Adds a write over rows given as columns of one length, which must touch exactly <paramref name="expected"/> rows;
    /// otherwise the batch fails, in the database, before a commit that travels with it. Nothing is sent when the columns are empty.
    /// </summary>
    public void WriteRows(SqlText sql, int expected, params Array[] columns)
    {
        if (columns[0].Length > 0)
            _statements.Add(new SqlStatement(sql, columns, OverRows: true, ExpectedRows: expected));
    }

    /// <summary>
    /// Adds an insert of all rows given as columns of one length. It needs no count, because it has no condition: a row that cannot be
    /// written fails the batch. Nothing is sent when the columns are empty.
    /// </summary>
    public void InsertRows(SqlText sql, params Array[] columns)
    {
        if (columns[0].Length > 0)
            _statements.Add(new SqlStatement(sql, columns, OverRows: true));
    }

    /// <summary>Sends what was added, in order. Results are there afterwards.</summary>
    public Task SendAsync(CancellationToken ct) => SendAsync(commit: false, ct);

    /// <summary>Sends what was added and commits in the same trip. After this nothing may be written in the unit of work.</summary>
    public Task SendAndCommitAsync(CancellationToken ct) => SendAsync(commit: true, ct);

    private async Task SendAsync(bool commit, CancellationToken ct)
    {
        var statements = _statements.ToArray();
        _statements.Clear();
        if (_work.Kind == DatabaseKind.Postgres)
            await PostgresBatch.SendAsync(_work, statements, commit, ct);
        else
            await SqliteBatch.SendAsync(_work, statements, commit, ct);
    }
}
