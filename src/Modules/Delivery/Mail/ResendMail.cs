using Diner.Data.Audit;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Delivery.Mail;

/// <summary>Puts a message that was given up back into the outbox, once what stood in its way is mended.</summary>
public sealed class ResendMail(Database database, AuditTrail audit, TimeProvider clock)
{
    // The attempts stay: a sender that still believes it has the message must not find its number again. So there is one attempt more.
    private static readonly SqlText Revive =
        """
        update delivery_messages
        set state = 0, due_at = $2, ended_at = null
        where id = $1 and state = 2
        """;

    /// <summary>
    /// It is sent at once, as what is true now; when it fails again, it is given up again. <see cref="ProblemCode.NotFound"/> when there is
    /// no such message, <see cref="ProblemCode.WrongState"/> when it was not given up.
    /// </summary>
    public async Task<Problem?> RunAsync(Actor actor, Guid messageId, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        if (await work.Db.Set<OutgoingMessage>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == messageId, ct) is not { } message)
            return new Problem(ProblemCode.NotFound, $"There is no mail {messageId:D}. List those that were given up with: diner mail dead");
        if (await work.RunAsync(Revive, ct, messageId, clock.GetUtcNow()) == 0)
            return new Problem(ProblemCode.WrongState, $"Mail {messageId:D} was not given up; nothing was changed.");
        await audit.AddAsync(work, actor, new AuditEntry("mail.resent", message.Template.ToString()) { Shop = message.ShopId, SubjectId = messageId }, ct);
        await work.CommitAsync(ct);
        return null;
    }
}
