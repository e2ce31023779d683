using Diner.Data.Storage;
using Diner.Host.Setup;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Diner.Testing;

/// <summary>Fresh databases for tests: the schema is migrated once per process and kind, then copied.</summary>
public static class TestDatabases
{
    private static readonly Lazy<Task<PostgresCluster>> Cluster = new(StartClusterAsync);
    private static readonly Lazy<Task<string>> SqliteTemplate = new(MakeSqliteTemplateAsync);
    private static int _count;

    /// <summary>A migrated, empty database. Without PostgreSQL the test is skipped, and fails on CI.</summary>
    public static async Task<DatabaseOptions> CreateAsync(DatabaseKind kind)
    {
        var name = $"diner_{Interlocked.Increment(ref _count)}";
        if (kind == DatabaseKind.Sqlite)
        {
            var file = Path.Combine(Path.GetDirectoryName(await SqliteTemplate.Value)!, $"{name}.db");
            File.Copy(await SqliteTemplate.Value, file);
            return DatabaseOptions.Parse($"Data Source={file}");
        }

        RequirePostgres();
        var cluster = await Cluster.Value;
        cluster.Psql("postgres", $"create database {name} template diner_template");
        // Hundreds of houses share the cluster: a closed one may not keep its connections.
        return DatabaseOptions.Parse(cluster.ConnectionString(name) + ";Connection Idle Lifetime=2;Connection Pruning Interval=1");
    }

    /// <summary>Skips the running test when PostgreSQL is missing; on CI nothing may be skipped.</summary>
    public static void RequirePostgres()
    {
        if (PostgresCluster.IsInstalled)
            return;
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "PostgreSQL 15 or later must be installed on CI.");
        Assert.Skip("PostgreSQL 15 or later is not installed: apt-get install postgresql");
    }

    /// <summary>Ends the cluster and deletes every database of this process. No test may run any more.</summary>
    internal static async Task CloseAsync()
    {
        if (Cluster.IsValueCreated)
            (await Cluster.Value).Dispose();
        if (SqliteTemplate.IsValueCreated)
            DeleteDirectory(Path.GetDirectoryName(await SqliteTemplate.Value)!);
    }

    private static void DeleteDirectory(string directory)
    {
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
    }

    private static async Task<PostgresCluster> StartClusterAsync()
    {
        var cluster = PostgresCluster.Start(durable: false);
        cluster.Psql("postgres", "create database diner_template");
        await MigrateAsync(DatabaseOptions.Parse(cluster.ConnectionString("diner_template") + ";Pooling=false"));
        return cluster;
    }

    private static async Task<string> MakeSqliteTemplateAsync()
    {
        var directory = Directory.CreateTempSubdirectory("diner-sqlite-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => DeleteDirectory(directory);
        var file = Path.Combine(directory, "template.db");
        await MigrateAsync(DatabaseOptions.Parse($"Data Source={file};Pooling=false"));
        return file;
    }

    private static async Task MigrateAsync(DatabaseOptions options)
    {
        await using var services = House.Services(options, TimeProvider.System);
        await Migrator.MigrateAsync(services.GetRequiredService<IDbContextFactory<DinerDb>>(), CancellationToken.None);
        NpgsqlConnection.ClearAllPools();
    }
}
