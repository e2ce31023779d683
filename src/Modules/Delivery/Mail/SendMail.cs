using Diner.Data.Jobs;
using Diner.Data.Storage;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace Diner.Delivery.Mail;

/// <summary>
/// Sends what is due. No transaction is open while a mail server is spoken to:
/// <list type="number">
/// <item>Messages are claimed for the length of a lease, and committed.</item>
/// <item>Each is composed from what is true now; one that is not any more is dropped.</item>
/// <item>They are sent over one connection, and each is marked as soon as its fate is known.</item>
/// </list>
/// A process that dies between sending and marking sends that one mail again, under the same Message-Id.
/// </summary>
internal sealed partial class SendMail(Database database, ComposeMail compose, IMailCarrier carrier, TimeProvider clock, ILogger<SendMail> logger)
    : PeriodicJob(Interval, clock, logger)
{
    private const int BatchMax = 20;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // Longer than a carrier takes for a batch at the worst.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private readonly ILogger _logger = logger;

    public override async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        // 1. Claim.
        var claimed = await database.WriteAsync(work => Outbox.ClaimAsync(work, Clock.GetUtcNow(), Lease, BatchMax, ct), ct);

        // 2. Compose.
        var ready = new List<(ClaimedMessage Message, MimeMessage Mail)>();
        foreach (var message in claimed)
        {
            if (await TryComposeAsync(message, ct) is { } mail)
                ready.Add((message, mail));
        }

        // 3. Send and mark.
        if (ready.Count > 0)
            await SendAsync(ready, ct);
        return claimed.Count == BatchMax;
    }

    private async Task<MimeMessage?> TryComposeAsync(ClaimedMessage message, CancellationToken ct)
    {
        try
        {
            if (await compose.RunAsync(message, ct) is { } mail)
                return mail;
            await MarkAsync(work => Outbox.FinishAsync(work, message, new(MessageState.Overtaken, null, Clock.GetUtcNow()), CancellationToken.None));
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            // A message that cannot be written must not hold up the others.
            LogNotComposed(_logger, failure, message.Id);
            await MarkAsync(message, new MailResult(MailFate.TryLater, $"The mail could not be written: {failure.GetType().Name}."));
        }

        return null;
    }

    private async Task SendAsync(List<(ClaimedMessage Message, MimeMessage Mail)> ready, CancellationToken ct)
    {
        var sent = 0;
        await foreach (var result in carrier.SendAsync([.. ready.Select(r => r.Mail)], ct))
            await MarkAsync(ready[sent++].Message, result);
    }

    private Task MarkAsync(ClaimedMessage message, MailResult result)
    {
        var now = Clock.GetUtcNow();
        var retry = Retries.After(message.Attempts);
        if (result.Fate == MailFate.Sent)
            return MarkAsync(work => Outbox.FinishAsync(work, message, new(MessageState.Sent, null, now), CancellationToken.None));
        if (result.Fate == MailFate.TryLater && retry is { } delay)
            return MarkAsync(work => Outbox.PostponeAsync(work, message, now + delay, result.Why ?? "", CancellationToken.None));
        LogDead(_logger, message.Id, message.Attempts, result.Why);
        return MarkAsync(work => Outbox.FinishAsync(work, message, new(MessageState.Dead, result.Why, now), CancellationToken.None));
    }

    // What was sent is marked even while the process stops.
    private async Task MarkAsync(Func<UnitOfWork, Task> mark)
    {
        await using var work = await database.BeginAsync(CancellationToken.None);
        await mark(work);
        await work.CommitAsync(CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {Message} could not be written")]
    private static partial void LogNotComposed(ILogger logger, Exception failure, Guid message);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Message} is given up after {Attempts} attempts: {Why}")]
    private static partial void LogDead(ILogger logger, Guid message, int attempts, string? why);
}
