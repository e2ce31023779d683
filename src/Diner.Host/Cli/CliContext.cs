using System.CommandLine;
using Diner.Host.Setup;

namespace Diner.Host.Cli;

/// <summary>What every verb shares: where the data is, how to answer, how to reach the modules.</summary>
internal static class CliContext
{
    public static readonly Option<string?> Data = new("--data") { Description = "Directory of the embedded database and the master key (DINER_DATA; default ./data)", Recursive = true };
    public static readonly Option<string?> Db = new("--db") { Description = "Database: Host=… for PostgreSQL, Data Source=… for SQLite (DINER_DB)", Recursive = true };

    public static readonly Option<bool> Json = new("--json") { Description = "Answer with JSON" };

    /// <summary>Says in one sentence what to do, and fails.</summary>
    public static int Fail(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 1;
    }

    /// <summary>Adds the options every verb with a database has.</summary>
    public static Command WithDatabase(this Command command)
    {
        command.Options.Add(Data);
        command.Options.Add(Db);
        return command;
    }

    public static HostSettings Settings(ParseResult parsed) => HostSettings.From(parsed.GetValue(Data), parsed.GetValue(Db));

    /// <summary>The modules, without a web server and without jobs. Dispose it.</summary>
    public static ServiceProvider Services(ParseResult parsed)
    {
        var settings = Settings(parsed);
        return new ServiceCollection()
            .AddLogging(logging => logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning).QuietAboutCommands())
            .AddDiner(settings, settings.LoadMasterKey(Console.Error))
            .BuildServiceProvider();
    }
}
