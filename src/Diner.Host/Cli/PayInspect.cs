using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Diner.Payments.Inspect;
using Diner.Payments.Notifications;

namespace Diner.Host.Cli;

/// <summary><c>diner pay inspect</c>: what a channel would say of a captured notification. Needs no database.</summary>
internal static class PayInspect
{
    private static readonly Option<string> Channel = new("--channel") { Description = $"The channel's type: {string.Join(' ', InspectNotification.Types)}", Required = true };
    private static readonly Option<FileInfo?> Key = new("--key") { Description = "The provider's public key or certificate, as the provider hands it out (alipay, wechatpay, paypal)" };
    private static readonly Option<string?> Secret = new("--secret") { Description = "The shared secret: merchant key, webhook secret, API token; wechatpay: the APIv3 key; paypal: the webhook's id" };
    private static readonly Option<FileInfo?> Headers = new("--headers") { Description = "The headers, a line each: Name: value" };
    private static readonly Option<FileInfo> Body = new("--body") { Description = "The raw body, byte by byte; of a GET its query string", Required = true };
    private static readonly Option<string?> At = new("--at") { Description = "When it came in: 2026-05-01T12:00:00Z, or seconds since 1970; the default is now" };

    public static Command Build()
    {
        var inspect = new Command("inspect", "Say what a channel would say of a captured notification: whether its signature is valid, what it tells, what would be answered.")
        {
            Channel, Key, Secret, Headers, Body, At, CliContext.Json,
        };
        inspect.SetAction(RunAsync);
        return inspect;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        if (Moment(parsed.GetValue(At)) is not { } at)
            return CliContext.Fail("--at is no time. Write it like 2026-05-01T12:00:00Z, or as seconds since 1970.");
        var files = new[] { parsed.GetValue(Key), parsed.GetValue(Headers), parsed.GetRequiredValue(Body) };
        if (Array.Find(files, file => file is { Exists: false }) is { } missing)
            return CliContext.Fail($"There is no file {missing.Name}. Check the path.");
        var headers = HeaderLines.TryRead(files[1] is { } lines ? await File.ReadAllTextAsync(lines.FullName, ct) : "");
        if (headers is null)
            return CliContext.Fail("The headers are written a line each, like 'Wechatpay-Timestamp: 1777600000'.");
        var key = files[0] is { } keyFile ? await File.ReadAllBytesAsync(keyFile.FullName, ct) : null;
        var body = await File.ReadAllBytesAsync(files[2]!.FullName, ct);
        var said = InspectNotification.Run(new CapturedNotification(parsed.GetRequiredValue(Channel), body, headers, key, parsed.GetValue(Secret), at));
        if (!said.IsOk)
            return CliContext.Fail(said.Problem.Detail);
        Console.WriteLine(parsed.GetValue(CliContext.Json) ? Json(said.Value) : Text(said.Value));
        return 0;
    }

    private static DateTimeOffset? Moment(string? text)
    {
        if (text is null)
            return TimeProvider.System.GetUtcNow();
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            return DateTimeOffset.FromUnixTimeSeconds(seconds);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
    }

    private static string Json(Inspection said) => JsonSerializer.Serialize(new
    {
        valid = said.IsValid,
        reason = said.Reason,
        order_no = said.Facts.OrderNo,
        transaction_id = said.Facts.TransactionId,
        amount = said.Facts.Amount is { } money ? new { minor = money.AmountMinor, currency = money.Currency.Code } : null,
        status = said.Facts.Status,
        paid = said.IsPaid,
        answer = new { status = said.Answer.Status, body = Encoding.UTF8.GetString(said.Answer.Body.Span) },
    });

    private static string Text(Inspection said)
    {
        var verdict = said.IsPaid ? "Valid: it would be settled." : said.IsValid ? $"Valid, but it would not be settled: {said.Reason}." : $"Not valid: {said.Reason}.";
        var answer = $"{said.Answer.Status} {Encoding.UTF8.GetString(said.Answer.Body.Span)}";
        return $"{verdict}\n{Facts(said.Facts)}Answer        {answer}";
    }

    private static string Facts(NotificationFacts facts) => string.Concat(new (string Name, string? Value)[]
    {
        ("Order", facts.OrderNo), ("Transaction", facts.TransactionId), ("Amount", facts.Amount?.ToString()), ("Status", facts.Status),
    }.Where(fact => fact.Value is not null).Select(fact => $"{fact.Name,-14}{fact.Value}\n"));
}
