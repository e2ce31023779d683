using Diner.Data.Storage;
using Diner.Host.Setup;
using Diner.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Diner.Bench.Stage;

/// <summary>One database with its own directory, the modules on it in this process, and the program beside it.</summary>
internal sealed class Premises : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Premises(string directory, DatabaseOptions database, string connection)
    {
        (Directory, Connection) = (directory, connection);
        var settings = new HostSettings(directory, database, Path.Combine(directory, "master.key"));
        _services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Critical).AddConsole())
            .AddDiner(settings, settings.LoadMasterKey(TextWriter.Null))
            .BuildServiceProvider();
    }

    /// <summary>Files of this database: master key, mails, what a benchmark writes.</summary>
    public string Directory { get; }

    /// <summary>Without the settings the program adds.</summary>
    public string Connection { get; }

    public DinerProgram Program => new(Connection, Directory);

    /// <summary>For what takes a whole house.</summary>
    public IServiceProvider Services => _services;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>An empty, migrated database of that name in the cluster.</summary>
    public static Task<Premises> OpenAsync(PostgresCluster cluster, string name)
    {
        cluster.Psql("postgres", $"create database {name}");
        return MigrateAsync(cluster.ConnectionString(name));
    }

    /// <summary>An empty, migrated database in a file of its own.</summary>
    public static Task<Premises> OpenSqliteAsync() => MigrateAsync(null);

    private static async Task<Premises> MigrateAsync(string? postgres)
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("diner-bench-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove(directory);
        var connection = postgres ?? $"Data Source={Path.Combine(directory, "diner.db")}";
        var premises = new Premises(directory, DatabaseOptions.Parse(connection), connection);
        await Migrator.MigrateAsync(premises.Get<IDbContextFactory<DinerDb>>(), CancellationToken.None);
        return premises;
    }

    /// <summary>Closes idle connections, so that the database can be copied.</summary>
    public static void CloseConnections()
    {
        NpgsqlConnection.ClearAllPools();
        SqliteConnection.ClearAllPools();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        CloseConnections();
        Remove(Directory);
    }

    private static void Remove(string directory)
    {
        if (System.IO.Directory.Exists(directory))
            System.IO.Directory.Delete(directory, recursive: true);
    }
}
