using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Diner.Data.Storage;

/// <summary>How a context is told which database it speaks to. The design-time factory of the migrations uses the same.</summary>
public static class DatabaseSetup
{
    /// <summary>Migrations for PostgreSQL.</summary>
    public const string PostgresMigrations = "Diner.Migrations.Postgres";

    /// <summary>Migrations for SQLite.</summary>
    public const string SqliteMigrations = "Diner.Migrations.Sqlite";

    /// <summary>Configures a context.</summary>
    public static void Configure(DbContextOptionsBuilder options, DatabaseOptions database)
    {
        if (database.Kind == DatabaseKind.Postgres)
            options.UseNpgsql(database.ConnectionString, npgsql => npgsql.MigrationsAssembly(PostgresMigrations));
        else
            options.UseSqlite(database.ConnectionString, sqlite => sqlite.MigrationsAssembly(SqliteMigrations)).AddInterceptors(new SqlitePragmas());
        options.UseSnakeCaseNamingConvention();
    }

    // synchronous=FULL: a "success" we gave must survive the power. The journal mode is a property of the file and is set when it is made.
    private sealed class SqlitePragmas : DbConnectionInterceptor
    {
        private const string Pragmas = "pragma synchronous = full; pragma busy_timeout = 30000; pragma cache_size = -65536; pragma temp_store = memory";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}
