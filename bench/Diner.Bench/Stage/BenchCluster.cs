using System.Globalization;
using Diner.Testing;

namespace Diner.Bench.Stage;

/// <summary>A PostgreSQL cluster as in production: a commit is on the disk before it is answered.</summary>
internal sealed class BenchCluster : IDisposable
{
    private BenchCluster(PostgresCluster cluster)
    {
        Cluster = cluster;
        var durable = cluster.Psql("postgres", "select current_setting('fsync') || current_setting('synchronous_commit') || current_setting('full_page_writes')");
        Require.That(durable == "ononon", $"the cluster is not durable ({durable}).");
        Postmaster = int.Parse(File.ReadLines($"{cluster.Psql("postgres", "show data_directory")}/postmaster.pid").First(), CultureInfo.InvariantCulture);
    }

    public PostgresCluster Cluster { get; }

    public int Postmaster { get; }

    public static BenchCluster Start()
    {
        Report.Say("Starting PostgreSQL with durable commit ...");
        return new BenchCluster(PostgresCluster.Start(durable: true));
    }

    /// <summary>A copy of a database nobody is connected to.</summary>
    public void Copy(string from, string to)
    {
        Premises.CloseConnections();
        Cluster.Psql("postgres", $"create database {to} template {from}");
    }

    /// <summary>Gets what was written before out of the way of what is measured next.</summary>
    public void Settle() => Cluster.Psql("postgres", "checkpoint");

    public long Count(string database, string sql) => long.Parse(Cluster.Psql(database, sql), CultureInfo.InvariantCulture);

    public void Dispose() => Cluster.Dispose();
}
