using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Diner.Data.Lanes;

/// <summary>Tells failures apart by what a caller should do next.</summary>
public static class DatabaseFailures
{
    private const int SqliteBusy = 5;

    /// <summary>
    /// True when the same work may succeed at once: deadlock, lost serialisation, a busy file; and a row that another transaction wrote
    /// first, which this one could not see when it looked and will see when it looks again.
    /// </summary>
    public static bool IsPassing(Exception failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.UniqueViolation } => true,
        SqliteException { SqliteErrorCode: SqliteBusy } => true,
        { InnerException: { } inner } => IsPassing(inner),
        _ => false,
    };

    /// <summary>True when the database did not answer, so that asking again item by item would only wait longer.</summary>
    public static bool IsUnreachable(Exception failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.ReadOnlySqlTransaction } => true,
        PostgresException => false,
        NpgsqlException => true,
        { InnerException: DbException inner } => IsUnreachable(inner),
        _ => false,
    };

    /// <summary>True when a constraint of that name (PostgreSQL) or those columns (SQLite: <c>table.column</c>) refused a write.</summary>
    public static bool IsUniqueViolation(Exception failure, string constraint, string sqliteColumns) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } postgres => postgres.ConstraintName == constraint,
        SqliteException sqlite => sqlite.SqliteErrorCode == 19 && sqlite.Message.Contains(sqliteColumns, StringComparison.Ordinal),
        { InnerException: { } inner } => IsUniqueViolation(inner, constraint, sqliteColumns),
        _ => false,
    };
}
