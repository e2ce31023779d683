using System.CommandLine;
using System.Globalization;
using Diner.Data.Audit;

namespace Diner.Host.Cli;

/// <summary><c>diner audit verify</c>.</summary>
internal static class AuditCommand
{
    public static Command Build()
    {
        var verify = new Command("verify", "Walk the audit trail and compute every hash again; exit code 1 and the first broken number when it does not hold.") { CliContext.Json }.WithDatabase();
        verify.SetAction(VerifyAsync);
        return new Command("audit", "The audit trail.") { verify };
    }

    private static async Task<int> VerifyAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var services = CliContext.Services(parsed);
        var verdict = await services.GetRequiredService<VerifyAudit>().RunAsync(null, ct);
        Console.WriteLine(parsed.GetValue(CliContext.Json) ? Json(verdict) : Sentence(verdict));
        return verdict.BrokenAt is null ? 0 : 1;
    }

    private static string Json(AuditVerdict verdict) => System.Text.Json.JsonSerializer.Serialize(
        new { unbroken = verdict.BrokenAt is null, rows = verdict.Rows, head = verdict.Head, hash = verdict.HeadHash, broken_at = verdict.BrokenAt, why = verdict.Why });

    private static string Sentence(AuditVerdict verdict) => verdict.BrokenAt is { } number
        ? string.Create(CultureInfo.InvariantCulture, $"BROKEN at number {number}: {verdict.Why} The {verdict.Rows} rows before it hold.")
        : string.Create(CultureInfo.InvariantCulture, $"Unbroken: {verdict.Rows} rows. Head {verdict.Head} {verdict.HeadHash}");
}
