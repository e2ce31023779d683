using Diner.Data.Audit;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Delivery.Mail;

/// <summary>What a person does about mails that were given up: send them again, or let them be.</summary>
public sealed class HandleDeadLetters(Database database, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Mails that one "all" takes.</summary>
    public const int AllMax = 1000;

    private static readonly SqlText Retry = "update delivery_messages set state = 0, attempts = 0, due_at = $2, ended_at = null where id = $1 and state = 2";
    private static readonly SqlText Drop = "update delivery_messages set state = 4, ended_at = $2 where id = $1 and state = 2";

    private static readonly SqlText RetryAll =
        """
        update delivery_messages
        set state = 0, attempts = 0, due_at = $1, ended_at = null
        where id in (select id from delivery_messages where state = 2 order by ended_at desc limit $2) and state = 2
        """;

    /// <summary>Puts one into the queue again; <see cref="ProblemCode.WrongState"/> when it is not among those given up any more.</summary>
    public Task<Problem?> RetryAsync(Actor actor, Guid id, CancellationToken ct) => ChangeAsync(actor, id, "mail.retried", Retry, ct);

    /// <summary>Lets one be; answers like <see cref="RetryAsync"/>.</summary>
    public Task<Problem?> DropAsync(Actor actor, Guid id, CancellationToken ct) => ChangeAsync(actor, id, "mail.dropped", Drop, ct);

    /// <summary>Puts the latest of them, at most <see cref="AllMax"/>, into the queue again: after the mail server was away. How many.</summary>
    public async Task<int> RetryAllAsync(Actor actor, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var count = await work.RunAsync(RetryAll, ct, clock.GetUtcNow(), AllMax);
        if (count > 0)
            await audit.AddAsync(work, actor, new AuditEntry("mail.retried", $"{count} mails"), ct);
        await work.CommitAsync(ct);
        return count;
    }

    private async Task<Problem?> ChangeAsync(Actor actor, Guid id, string action, SqlText change, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        if (await work.RunAsync(change, ct, id, clock.GetUtcNow()) == 0)
            return new Problem(ProblemCode.WrongState, "The mail is not among those given up any more. Look again.");
        var message = await work.Db.Set<OutgoingMessage>().AsNoTracking().SingleAsync(m => m.Id == id, ct);
        await audit.AddAsync(work, actor, new AuditEntry(action, message.Template.ToString()) { Shop = message.ShopId, SubjectId = message.SubjectId }, ct);
        await work.CommitAsync(ct);
        return null;
    }
}
