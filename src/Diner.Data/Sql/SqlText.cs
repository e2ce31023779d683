namespace Diner.Data.Sql;

/// <summary>
/// One statement, in the words of both databases. Parameters are <c>$1 … $n</c>. A statement over rows reads its columns
/// with <c>unnest($1::uuid[], …)</c> on PostgreSQL and is written for one row on SQLite, where it runs once per row.
/// </summary>
public sealed record SqlText(string Postgres, string Sqlite)
{
    /// <summary>A text that runs on both.</summary>
    public static implicit operator SqlText(string both) => new(both, both);
}
