using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Diner.Testing;

/// <summary>A throw-away PostgreSQL cluster on loopback, made with initdb in a temporary directory and gone with the process.</summary>
public sealed class PostgresCluster : IDisposable
{
    private const string Versions = "/usr/lib/postgresql";
    private const int VersionMin = 15;
    private const string SuperUser = "diner";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly string _directory;

    private PostgresCluster(string directory, int port) => (_directory, Port) = (directory, port);

    /// <summary>Where its programs are: the oldest installed version that we promise to run on; null without one.</summary>
    public static string? Binaries { get; } = FindBinaries();

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>False when PostgreSQL 15 or later is not installed.</summary>
    public static bool IsInstalled => Binaries is not null;

    /// <summary>Starts a cluster.</summary>
    /// <param name="durable">True: commits reach the disk, as in production. False: faster, for tests of behaviour.</param>
    /// <param name="settings">Further lines for postgresql.conf.</param>
    public static PostgresCluster Start(bool durable, params string[] settings)
    {
        var directory = Directory.CreateTempSubdirectory("diner-pg-").FullName;
        File.SetUnixFileMode(directory, (UnixFileMode)0x1FF);
        var cluster = new PostgresCluster(directory, FreePort());
        cluster.Run("initdb", "-D", $"{directory}/data", "-U", SuperUser, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync");
        File.AppendAllLines($"{directory}/data/postgresql.conf",
        [
            "listen_addresses = '127.0.0.1'",
            $"port = {cluster.Port}",
            $"unix_socket_directories = '{directory}'",
            "max_connections = 500",
            "shared_buffers = 512MB",
            "max_wal_size = 4GB",
            durable ? "fsync = on" : "fsync = off\nsynchronous_commit = off\nfull_page_writes = off",
            .. settings,
        ]);
        cluster.Run("pg_ctl", "-D", $"{directory}/data", "-l", $"{directory}/log", "-w", "-t", "60", "start");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => cluster.Dispose();
        return cluster;
    }

    /// <summary>A connection string to one of its databases.</summary>
    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={Port};Username={SuperUser};Database={database};Maximum Pool Size=30";

    /// <summary>Runs SQL with psql and returns what it printed, unaligned, without headers.</summary>
    public string Psql(string database, string sql) =>
        Run("psql", "-h", "127.0.0.1", "-p", $"{Port}", "-U", SuperUser, "-d", database, "-v", "ON_ERROR_STOP=1", "-qAt", "-c", sql);

    /// <summary>Ends the server as a power cut would: no checkpoint, connections cut. Its data stay.</summary>
    public void StopAtOnce() => Run("pg_ctl", "-D", $"{_directory}/data", "-m", "immediate", "-w", "stop");

    /// <summary>Starts a server that was stopped; it recovers from its log first.</summary>
    public void StartAgain() => Run("pg_ctl", "-D", $"{_directory}/data", "-l", $"{_directory}/log", "-w", "-t", "60", "start");

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!Directory.Exists(_directory))
            return;
        Run("pg_ctl", "-D", $"{_directory}/data", "-m", "immediate", "-w", "stop");
        Directory.Delete(_directory, recursive: true);
    }

    // PostgreSQL refuses to run as root: then its own user runs it.
    private string Run(string program, params string[] args)
    {
        var start = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        if (Environment.IsPrivilegedProcess)
        {
            start.FileName = "runuser";
            foreach (var arg in (string[])["-u", "postgres", "--", $"{Binaries}/{program}"])
                start.ArgumentList.Add(arg);
        }
        else
        {
            start.FileName = $"{Binaries}/{program}";
        }

        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        // pg_ctl leaves a server behind that keeps its pipes open: its output goes to the log file, so nothing is read from it.
        if (program == "pg_ctl")
            start.RedirectStandardOutput = start.RedirectStandardError = false;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var error = start.RedirectStandardError ? process.StandardError.ReadToEndAsync() : Task.FromResult("");
        var output = start.RedirectStandardOutput ? process.StandardOutput.ReadToEnd() : "";
        if (!process.WaitForExit(program == "psql" ? TimeSpan.FromMinutes(30) : StartTimeout * 2) || process.ExitCode != 0)
            throw new InvalidOperationException($"{program} failed: {error.Result}{output}");
        return output.TrimEnd('\n');
    }

    private static string? FindBinaries() => !Directory.Exists(Versions) ? null : (
        from directory in Directory.EnumerateDirectories(Versions)
        where int.TryParse(Path.GetFileName(directory), out _) && File.Exists($"{directory}/bin/initdb")
        let version = int.Parse(Path.GetFileName(directory), System.Globalization.CultureInfo.InvariantCulture)
        where version >= VersionMin
        orderby version
        select $"{directory}/bin").FirstOrDefault();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
