using System.CommandLine;
using System.Text.Json;
using Diner.Delivery.Mail;
using Diner.Settlement.Doctor;

namespace Diner.Host.Cli;

/// <summary><c>diner doctor</c>: states the invariants and checks them on the live database.</summary>
internal static class DoctorCommand
{
    public static Command Build()
    {
        var command = new Command("doctor", "Check every invariant of the house; exit code 1 and a line each when one is broken.") { CliContext.Json }.WithDatabase();
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var services = CliContext.Services(parsed);
        var findings = await services.GetRequiredService<Examine>().RunAsync(ct);
        var deadLetters = await services.GetRequiredService<DeadLetters>().CountAsync(ct);
        if (parsed.GetValue(CliContext.Json))
            Console.WriteLine(JsonSerializer.Serialize(new { healthy = findings.Count == 0, @checked = Examine.Count, findings = findings.Select(f => new { invariant = f.Invariant, breaches = f.Breaches }), dead_letters = deadLetters }));
        else
            Say(findings, deadLetters);
        return findings.Count == 0 ? 0 : 1;
    }

    private static void Say(IReadOnlyList<Finding> findings, int deadLetters)
    {
        foreach (var finding in findings)
            Console.WriteLine($"BROKEN: {finding.Invariant} {string.Join(", ", finding.Breaches)}");
        if (findings.Count == 0)
            Console.WriteLine($"Healthy: all {Examine.Count} invariants hold.");
        if (deadLetters > 0)
            Console.WriteLine($"{deadLetters} mails could not be delivered; their orders are not affected. See: diner mail dead");
    }
}
