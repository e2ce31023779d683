using Diner.Data.Storage;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace Diner.Delivery.Mail;

/// <summary>
/// Sends what is due, a batch at a time. No transaction is open while a mail server is spoken to:
/// <list type="number">
/// <item>Messages are claimed for the length of a lease, and committed.</item>
/// <item>They are composed from what is true now, read for all of them at once; one that is not true any more is dropped.</item>
/// <item>They are sent over one connection, and their fates are marked together: at the end, and every few seconds of a slow one.</item>
/// </list>
/// A process that dies between sending and marking sends those mails again, under the same Message-Ids: at most one batch, and of a slow
/// batch what was sent within <see cref="UnmarkedMax"/>.
/// </summary>
internal sealed partial class SendMail(Database database, ComposeMail compose, IMailCarrier carrier, TimeProvider clock, ILogger<SendMail> logger)
{
    private const int BatchMax = 50;

    // Longer than a carrier takes for a batch at the worst.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan UnmarkedMax = TimeSpan.FromSeconds(5);

    /// <summary>Sends a batch; true when more may be due at once.</summary>
    public async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        // 1. Claim.
        var claimed = await database.WriteAsync(work => Outbox.ClaimAsync(work, clock.GetUtcNow(), Lease, BatchMax, ct), ct);
        if (claimed.Count == 0)
            return false;

        // 2. Compose.
        var composed = await ComposeAsync(claimed, ct);

        // 3. Send and mark.
        await MarkAsync([.. composed.Where(c => c.Mail is null).Select(Unsent)]);
        await SendAsync([.. composed.Where(c => c.Mail is not null)], ct);
        return claimed.Count == BatchMax;
    }

    // A message that cannot be written must not hold up the others: then each is written alone.
    private async Task<IReadOnlyList<ComposedMail>> ComposeAsync(IReadOnlyList<ClaimedMessage> claimed, CancellationToken ct)
    {
        try
        {
            return await compose.RunAsync(claimed, ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            if (claimed.Count == 1)
            {
                LogNotComposed(logger, failure, claimed[0].Id);
                return [new ComposedMail(claimed[0], null) { Failure = $"The mail could not be written: {failure.GetType().Name}." }];
            }
        }

        var composed = new List<ComposedMail>(claimed.Count);
        foreach (var message in claimed)
            composed.AddRange(await ComposeAsync([message], ct));
        return composed;
    }

    private async Task SendAsync(IReadOnlyList<ComposedMail> ready, CancellationToken ct)
    {
        if (ready.Count == 0)
            return;
        var (sent, unmarked, markedAt) = (0, new List<MessageMark>(ready.Count), clock.GetTimestamp());
        try
        {
            await foreach (var result in carrier.SendAsync([.. ready.Select(r => r.Mail!)], ct))
            {
                unmarked.Add(MarkOf(ready[sent++].Message, result));
                if (clock.GetElapsedTime(markedAt) < UnmarkedMax)
                    continue;
                await MarkAsync(unmarked);
                unmarked.Clear();
                markedAt = clock.GetTimestamp();
            }
        }
        finally
        {
            // What was sent is marked even while the process stops.
            await MarkAsync(unmarked);
        }
    }

    private MessageMark Unsent(ComposedMail composed) => composed.Failure is { } why
        ? MarkOf(composed.Message, new MailResult(MailFate.TryLater, why))
        : MessageMark.Ended(composed.Message, MessageState.Overtaken, null, clock.GetUtcNow());

    private MessageMark MarkOf(ClaimedMessage message, MailResult result)
    {
        var now = clock.GetUtcNow();
        if (result.Fate == MailFate.Sent)
            return MessageMark.Ended(message, MessageState.Sent, null, now);
        if (result.Fate == MailFate.TryLater && Retries.After(message.Attempts) is { } delay)
            return MessageMark.Postponed(message, now + delay, result.Why);
        LogDead(logger, message.Id, message.Attempts, result.Why);
        return MessageMark.Ended(message, MessageState.Dead, result.Why, now);
    }

    private async Task MarkAsync(IReadOnlyList<MessageMark> marks)
    {
        if (marks.Count == 0)
            return;
        await using var work = await database.BeginAsync(CancellationToken.None);
        var batch = work.NewBatch();
        Outbox.AddMarksTo(batch, marks);
        await batch.SendAndCommitAsync(CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {Message} could not be written")]
    private static partial void LogNotComposed(ILogger logger, Exception failure, Guid message);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Message} is given up after {Attempts} attempts: {Why}")]
    private static partial void LogDead(ILogger logger, Guid message, int attempts, string? why);
}
