using System.CommandLine;
using Diner.Data.Storage;
using Diner.Host.Setup;
using Microsoft.EntityFrameworkCore;

namespace Diner.Host.Cli;

/// <summary><c>diner db migrate</c> and <c>diner db grant</c>.</summary>
internal static class DbCommand
{
    public static Command Build()
    {
        var migrate = new Command("migrate", "Bring the database to this version's schema.").WithDatabase();
        migrate.SetAction(MigrateAsync);
        var role = new Option<string>("--role") { Description = "The PostgreSQL role the application signs in with; it owns nothing", Required = true };
        var grant = new Command("grant", "Give a PostgreSQL role what the application needs, and no way to change the audit trail. Run it again after a migration.") { role }.WithDatabase();
        grant.SetAction((parsed, ct) => GrantAsync(parsed, parsed.GetRequiredValue(role), ct));
        return new Command("db", "The database.") { migrate, grant };
    }

    private static async Task<int> GrantAsync(ParseResult parsed, string role, CancellationToken ct)
    {
        await using var services = CliContext.Services(parsed);
        if (await services.GetRequiredService<GrantRole>().RunAsync(role, ct) is { } problem)
            return CliContext.Fail(problem.Detail);
        Console.WriteLine($"{role} may run the application. It may add to the audit trail, and not change it.");
        return 0;
    }

    private static async Task<int> MigrateAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var services = CliContext.Services(parsed);
        var applied = await Migrator.MigrateAsync(services.GetRequiredService<IDbContextFactory<DinerDb>>(), ct);
        Console.WriteLine(applied.Count == 0 ? "The schema is current." : $"Applied: {string.Join(", ", applied)}");
        return 0;
    }
}
