using System.Diagnostics;
using Diner.Data.Storage;
using Npgsql;

namespace Diner.Bench.Stage;

/// <summary>The real program, built for release, as a child process on one database.</summary>
/// <param name="Connection">For <c>--db</c>.</param>
/// <param name="DataDirectory">For <c>--data</c>; holds the master key.</param>
internal sealed record DinerProgram(string Connection, string DataDirectory)
{
    private const string LimitsVariable = "DINER_LIMITS";

    private static readonly TimeSpan DoctorTimeout = TimeSpan.FromMinutes(10);

    /// <summary>Runs a verb to its end.</summary>
    public Task<ToolRun> RunAsync(params string[] verb) => Tool.RunAsync(Start(verb));

    /// <summary>Runs a verb that needs no database.</summary>
    public static Task<ToolRun> RunAloneAsync(params string[] verb) => Tool.RunAsync(Launch(verb));

    /// <summary>Every invariant holds, or the benchmark is not valid.</summary>
    public async Task CheckHealthAsync()
    {
        // Autovacuum looks once a minute: until then the planner believes the tables that were just filled to be empty.
        await using (var database = DatabaseOptions.Parse(Connection).Kind == DatabaseKind.Postgres ? NpgsqlDataSource.Create(Connection) : null)
        {
            if (database is not null)
                await database.CreateCommand("analyze").ExecuteNonQueryAsync();
        }

        Report.Say("diner doctor ...");
        await RunAsync("doctor").WaitAsync(DoctorTimeout);
    }

    /// <summary>Starts a server on a free port, without limits, as for a load test.</summary>
    public async Task<DinerServerProcess> ServeAsync()
    {
        var start = Start(["serve", "--urls", "http://127.0.0.1:0"]);
        start.Environment[LimitsVariable] = "off";
        return await DinerServerProcess.StartAsync(start);
    }

    /// <summary>What is set for us is not set for what we measure: settings of Diner, and how the load generator uses sockets.</summary>
    public static void ForgetOurs(ProcessStartInfo start)
    {
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("DINER_", StringComparison.Ordinal) || name.StartsWith("DOTNET_SYSTEM_NET_", StringComparison.Ordinal)).ToList())
        {
            if (name != LimitsVariable)
                start.Environment.Remove(name);
        }
    }

    private ProcessStartInfo Start(string[] verb) => Launch([.. verb, "--db", Connection, "--data", DataDirectory]);

    private static ProcessStartInfo Launch(string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [ProgramFile, .. args]);
        ForgetOurs(start);
        return start;
    }

    private static string ProgramFile
    {
        get
        {
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (root is not null && !File.Exists(Path.Combine(root.FullName, "Diner.slnx")))
                root = root.Parent;
            var file = Path.Combine(root?.FullName ?? "", "artifacts/diner/diner.dll");
            Require.That(File.Exists(file), "diner is not built for release; run ./bench.sh.");
            return file;
        }
    }
}
