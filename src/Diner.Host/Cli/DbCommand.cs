using System.CommandLine;
using Diner.Data.Storage;
using Diner.Host.Setup;
using Microsoft.EntityFrameworkCore;

namespace Diner.Host.Cli;

/// <summary><c>diner db migrate</c>.</summary>
internal static class DbCommand
{
    public static Command Build()
    {
        var migrate = new Command("migrate", "Bring the database to this version's schema.").WithDatabase();
        migrate.SetAction(MigrateAsync);
        return new Command("db", "The database.") { migrate };
    }

    private static async Task<int> MigrateAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var services = CliContext.Services(parsed);
        var applied = await Migrator.MigrateAsync(services.GetRequiredService<IDbContextFactory<DinerDb>>(), ct);
        Console.WriteLine(applied.Count == 0 ? "The schema is current." : $"Applied: {string.Join(", ", applied)}");
        return 0;
    }
}
