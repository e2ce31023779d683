using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Delivery.Mail;

/// <summary>A message to be sent.</summary>
internal sealed record NewMessage(Guid Id, ShopId ShopId, Guid SubjectId, MailTemplate Template)
{
    /// <summary>0 for the first one.</summary>
    public short Copy { get; init; }
}

/// <summary>A message a sender has for the length of its lease.</summary>
internal sealed record ClaimedMessage(Guid Id, ShopId ShopId, Guid SubjectId, MailTemplate Template, int Attempts);

/// <summary>How a message ended.</summary>
internal sealed record MessageEnd(MessageState State, string? Error, DateTimeOffset At);

/// <summary>The statements over <c>delivery_messages</c>.</summary>
internal static class Outbox
{
    private static readonly SqlText Add = new(
        """
        insert into delivery_messages (id, shop_id, subject_id, template, copy, state, attempts, due_at, created_at)
        select m.id, m.shop_id, m.subject_id, m.template, m.copy, 0, 0, m.at, m.at
        from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::smallint[], $5::smallint[], $6::timestamptz[]) as m(id, shop_id, subject_id, template, copy, at)
        on conflict (subject_id, template, copy) do nothing
        returning id
        """,
        """
        insert into delivery_messages (id, shop_id, subject_id, template, copy, state, attempts, due_at, created_at)
        values ($1, $2, $3, $4, $5, 0, 0, $6, $6)
        on conflict (subject_id, template, copy) do nothing
        returning id
        """);

    // Being due again at the end of the lease is the lease: a sender that died gives its messages back by doing nothing.
    private static readonly SqlText Claim = new(
        """
        update delivery_messages
        set due_at = $2, attempts = attempts + 1
        where id in (select id from delivery_messages where state = 0 and due_at <= $1 order by due_at limit $3 for update skip locked)
        returning id, shop_id, subject_id, template, attempts
        """,
        """
        update delivery_messages
        set due_at = $2, attempts = attempts + 1
        where id in (select id from delivery_messages where state = 0 and due_at <= $1 order by due_at limit $3)
        returning id, shop_id, subject_id, template, attempts
        """);

    private static readonly SqlText Finish =
        """
        update delivery_messages
        set state = $3, last_error = $4, ended_at = $5
        where id = $1 and attempts = $2 and state = 0
        """;

    private static readonly SqlText Postpone =
        """
        update delivery_messages
        set due_at = $3, last_error = $4
        where id = $1 and attempts = $2 and state = 0
        """;

    /// <summary>Adds messages that are due at once; one that is there already stays as it is.</summary>
    public static async Task AddAsync(UnitOfWork work, IReadOnlyList<NewMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var batch = work.NewBatch();
        batch.ReadRows(
            Add,
            row => row.Guid(0),
            messages.Select(m => m.Id).ToArray(),
            messages.Select(m => m.ShopId.Value).ToArray(),
            messages.Select(m => m.SubjectId).ToArray(),
            messages.Select(m => (short)m.Template).ToArray(),
            messages.Select(m => m.Copy).ToArray(),
            messages.Select(_ => now).ToArray());
        await batch.SendAsync(ct);
    }

    /// <summary>Takes due messages until the lease ends; nobody else gets them before.</summary>
    public static async Task<IReadOnlyList<ClaimedMessage>> ClaimAsync(UnitOfWork work, DateTimeOffset now, TimeSpan lease, int max, CancellationToken ct)
    {
        var batch = work.NewBatch();
        var claimed = batch.Read(
            Claim,
            row => new ClaimedMessage(row.Guid(0), row.Id<ShopId>(1), row.Guid(2), (MailTemplate)row.Short(3), row.Int(4)),
            now,
            now + lease,
            max);
        await batch.SendAsync(ct);
        return claimed.Rows;
    }

    /// <summary>Ends a message. Nothing happens when its lease ran out and another sender has it.</summary>
    public static Task FinishAsync(UnitOfWork work, ClaimedMessage message, MessageEnd end, CancellationToken ct) =>
        work.RunAsync(Finish, ct, message.Id, message.Attempts, (short)end.State, end.Error, end.At);

    /// <summary>Sends it again later.</summary>
    public static Task PostponeAsync(UnitOfWork work, ClaimedMessage message, DateTimeOffset due, string error, CancellationToken ct) =>
        work.RunAsync(Postpone, ct, message.Id, message.Attempts, due, error);
}
