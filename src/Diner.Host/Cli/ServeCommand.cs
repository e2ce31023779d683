using System.CommandLine;
using Diner.Accounts.Setup;
using Diner.Delivery.Pages;
using Diner.Host.Setup;

namespace Diner.Host.Cli;

/// <summary><c>diner serve</c>: everything in one process.</summary>
internal static class ServeCommand
{
    private static readonly Option<string> Urls = new("--urls") { Description = "Where to listen, separated by semicolons", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
    private static readonly Option<bool> Sandbox = new("--sandbox") { Description = "Take play money: anybody can have keys for nothing. For demos and tests (DINER_SANDBOX=on)" };

    public static Command Build()
    {
        var command = new Command("serve", "Serve the shops.") { Urls, Sandbox }.WithDatabase();
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var settings = CliContext.Settings(parsed);
        var limits = !IsSet("DINER_LIMITS", "off");
        var options = new ServerOptions(parsed.GetValue(Urls)!, parsed.GetValue(Sandbox) || IsSet("DINER_SANDBOX", "on"), limits);
        if (!limits)
            Console.Error.WriteLine("WARNING: DINER_LIMITS=off. Nobody is kept from holding all stock or guessing passwords. Only for load tests.");
        if (options.Sandbox)
            Console.Error.WriteLine("WARNING: the sandbox is on. Anybody can have keys of shops with a sandbox channel for nothing.");

        await using var app = await DinerServer.BuildAsync(settings, settings.LoadMasterKey(Console.Error), options, ct);
        await app.StartAsync(ct);
        foreach (var address in app.Urls)
            Console.WriteLine($"Diner is open: {address}");
        if (await app.Services.GetRequiredService<SetupLinks>().IssueAsync(ct) is { } token)
            Console.WriteLine($"Set up the first administrator (valid once, 24 h): {SetupAddress(app.Services, token)}");
        await app.WaitForShutdownAsync(ct);
        return 0;
    }

    private static string SetupAddress(IServiceProvider services, string token) =>
        $"{services.GetRequiredService<PublicAddress>().Base.AbsoluteUri.TrimEnd('/')}/setup/{token}";

    private static bool IsSet(string variable, string value) =>
        string.Equals(Environment.GetEnvironmentVariable(variable), value, StringComparison.OrdinalIgnoreCase);
}
