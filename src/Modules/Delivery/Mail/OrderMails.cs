using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Delivery.Mail;

/// <summary>A mail about an order, without its contents.</summary>
/// <param name="Id">The message.</param>
/// <param name="Template">Which mail.</param>
/// <param name="State">Where it is.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="LastError">Why the last try failed; null when none did.</param>
/// <param name="CreatedAt">When it was put into the outbox.</param>
/// <param name="EndedAt">When it was sent, dropped or given up.</param>
public sealed record OrderMail(Guid Id, MailTemplate Template, MessageState State, int Attempts, string? LastError, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt);

/// <summary>Reads the mails about an order.</summary>
public sealed class OrderMails(Database database)
{
    /// <summary>The mails whose subject is one of these: the order, its replacements, its reports. Oldest first.</summary>
    public async Task<IReadOnlyList<OrderMail>> OfAsync(IReadOnlyCollection<Guid> subjects, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<OutgoingMessage>().Where(m => subjects.Contains(m.SubjectId)).OrderBy(m => m.CreatedAt).ThenBy(m => m.Id)
            .Select(m => new OrderMail(m.Id, m.Template, m.State, m.Attempts, m.LastError, m.CreatedAt, m.EndedAt)).ToListAsync(ct);
    }
}
