using System.CommandLine;
using System.Text.Json;
using Diner.Data.Audit;
using Diner.Delivery.Mail;

namespace Diner.Host.Cli;

/// <summary><c>diner mail</c>: mails that were given up, and sending one again.</summary>
internal static class MailCommand
{
    private const int ListMax = 1_000;

    private static readonly Argument<Guid> Id = new("ID") { Description = "The mail's id, as 'diner mail dead' prints it" };

    public static Command Build()
    {
        var dead = new Command("dead", $"List the mails that were given up, the newest first, at most {ListMax}.") { CliContext.Json }.WithDatabase();
        dead.SetAction(ListAsync);
        var resend = new Command("resend", "Send a mail that was given up again.") { Id, CliContext.Json }.WithDatabase();
        resend.SetAction(ResendAsync);
        return new Command("mail", "Mails on their way out.") { dead, resend };
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var services = CliContext.Services(parsed);
        var letters = await services.GetRequiredService<DeadLetters>().ListAsync(ListMax, ct);
        if (parsed.GetValue(CliContext.Json))
        {
            var rows = letters.Select(l => new { id = l.MessageId, subject_id = l.SubjectId, template = l.Template, attempts = l.Attempts, last_error = l.LastError, given_up_at = l.GivenUpAt });
            Console.WriteLine(JsonSerializer.Serialize(rows));
            return 0;
        }

        foreach (var letter in letters)
            Console.WriteLine($"{letter.MessageId:D}  {letter.GivenUpAt:u}  {letter.Template,-14}  {letter.Attempts} attempts  {letter.LastError}");
        if (letters.Count == 0)
            Console.WriteLine("No mail was given up.");
        return 0;
    }

    private static async Task<int> ResendAsync(ParseResult parsed, CancellationToken ct)
    {
        var id = parsed.GetValue(Id);
        await using var services = CliContext.Services(parsed);
        if (await services.GetRequiredService<HandleDeadLetters>().RetryAsync(Actor.CommandLine(), id, ct) is { } problem)
            return CliContext.Fail(problem.Detail);
        Console.WriteLine(parsed.GetValue(CliContext.Json) ? JsonSerializer.Serialize(new { id, waiting = true }) : $"Mail {id:D} is sent again, by 'diner serve'.");
        return 0;
    }
}
