using System.CommandLine;
using Diner.Data;
using Diner.Data.Storage;
using Diner.Host.Setup;
using Diner.Web;
using Microsoft.EntityFrameworkCore;

namespace Diner.Host.Cli;

/// <summary><c>diner serve</c>: the smallest that shows the pages; the whole one replaces this file at merge.</summary>
internal static class ServeCommand
{
    private static readonly Option<string> Urls = new("--urls") { Description = "Where to listen", DefaultValueFactory = _ => "http://127.0.0.1:5080" };

    public static Command Build()
    {
        var command = new Command("serve", "Serve the shops.") { Urls }.WithDatabase();
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var settings = CliContext.Settings(parsed);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(parsed.GetValue(Urls)!).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddDiner(settings, settings.LoadMasterKey(Console.Error)).AddDinerWeb();
        await using var app = builder.Build();
        await Migrator.MigrateAsync(app.Services.GetRequiredService<IDbContextFactory<DinerDb>>(), ct);
        app.UseDinerWeb();
        foreach (var module in app.Services.GetServices<IModule>())
            module.MapEndpoints(app);
        app.MapDinerWeb();
        Console.WriteLine($"Listening on {parsed.GetValue(Urls)}");
        await app.RunAsync(ct);
        return 0;
    }
}
