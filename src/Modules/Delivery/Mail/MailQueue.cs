using Diner.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace Diner.Delivery.Mail;

/// <summary>How the outbox stands.</summary>
/// <param name="Waiting">Mails to be sent.</param>
/// <param name="WaitingSince">Since when the oldest of them waits; null when none does.</param>
/// <param name="Retried">Those of them that failed at least once.</param>
/// <param name="Dead">Mails that were given up.</param>
public sealed record MailFigures(int Waiting, DateTimeOffset? WaitingSince, int Retried, int Dead);

/// <summary>The outbox, to look at, answered from the small indexes of what waits and what was given up.</summary>
public sealed class MailQueue(Database database)
{
    /// <summary>How it stands now.</summary>
    public async Task<MailFigures> CountAsync(CancellationToken ct)
    {
        await using var db = database.Read();
        var waiting = db.Set<OutgoingMessage>().Where(m => m.State == MessageState.Waiting);
        return new MailFigures(
            await waiting.CountAsync(ct),
            await waiting.MinAsync(m => (DateTimeOffset?)m.CreatedAt, ct),
            await waiting.CountAsync(m => m.LastError != null, ct),
            await db.Set<OutgoingMessage>().CountAsync(m => m.State == MessageState.Dead, ct));
    }
}
