using Microsoft.Data.Sqlite;
using Npgsql;

namespace Diner.Data.Storage;

/// <summary>The two databases Diner runs on.</summary>
public enum DatabaseKind
{
    /// <summary>Embedded, one writer, no server: the default.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or later, for real trade.</summary>
    Postgres,
}

/// <summary>Where the data lives. <c>Host=…</c> means PostgreSQL, <c>Data Source=…</c> means SQLite.</summary>
public sealed class DatabaseOptions
{
    private const int BusyTimeoutSeconds = 30;
    private const int PreparedStatementsMax = 200;

    private DatabaseOptions(DatabaseKind kind, string connectionString) => (Kind, ConnectionString) = (kind, connectionString);

    /// <summary>Which database.</summary>
    public DatabaseKind Kind { get; }

    /// <summary>Complete, with our settings added. May hold a password: never logged.</summary>
    public string ConnectionString { get; }

    /// <summary>Reads a connection string.</summary>
    /// <exception cref="ArgumentException">It is neither of the two forms.</exception>
    public static DatabaseOptions Parse(string connection)
    {
        if (connection.StartsWith("Host=", StringComparison.OrdinalIgnoreCase) || connection.StartsWith("Server=", StringComparison.OrdinalIgnoreCase))
            return Postgres(connection);
        if (connection.StartsWith("Data Source=", StringComparison.OrdinalIgnoreCase))
            return Sqlite(connection);
        throw new ArgumentException("The database connection must start with 'Host=' (PostgreSQL) or 'Data Source=' (SQLite file).", nameof(connection));
    }

    private static DatabaseOptions Postgres(string connection)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection) { MaxAutoPrepare = PreparedStatementsMax, AutoPrepareMinUsages = 2 };
        builder.ApplicationName ??= "diner";
        return new DatabaseOptions(DatabaseKind.Postgres, builder.ConnectionString);
    }

    private static DatabaseOptions Sqlite(string connection)
    {
        var builder = new SqliteConnectionStringBuilder(connection) { DefaultTimeout = BusyTimeoutSeconds, ForeignKeys = true };
        return new DatabaseOptions(DatabaseKind.Sqlite, builder.ConnectionString);
    }
}
