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

/// <summary>What became of a claimed message. A state of waiting sends it again when it is due.</summary>
internal sealed record MessageMark(ClaimedMessage Message, MessageState State, string? Error)
{
    public DateTimeOffset? DueAt { get; private init; }

    public DateTimeOffset? EndedAt { get; private init; }

    /// <summary>It is over.</summary>
    public static MessageMark Ended(ClaimedMessage message, MessageState state, string? error, DateTimeOffset at) => new(message, state, error) { EndedAt = at };

    /// <summary>It is sent again later.</summary>
    public static MessageMark Postponed(ClaimedMessage message, DateTimeOffset due, string? error) => new(message, MessageState.Waiting, error) { DueAt = due };
}

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

    private static readonly SqlText Mark = new(
        """
        update delivery_messages m
        set state = n.state, last_error = n.error, due_at = coalesce(n.due_at, m.due_at), ended_at = n.ended_at
        from unnest($1::uuid[], $2::integer[], $3::smallint[], $4::text[], $5::timestamptz[], $6::timestamptz[]) as n(id, attempts, state, error, due_at, ended_at)
        where m.id = n.id and m.attempts = n.attempts and m.state = 0
        returning m.id
        """,
        """
        update delivery_messages
        set state = $3, last_error = $4, due_at = coalesce($5, due_at), ended_at = $6
        where id = $1 and attempts = $2 and state = 0
        returning id
        """);

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

    /// <summary>Writes down what became of messages. Nothing happens to one whose lease ran out and that another sender has.</summary>
    public static void AddMarksTo(SqlBatch batch, IReadOnlyList<MessageMark> marks) => batch.ReadRows(
        Mark,
        row => row.Guid(0),
        marks.Select(m => m.Message.Id).ToArray(),
        marks.Select(m => m.Message.Attempts).ToArray(),
        marks.Select(m => (short)m.State).ToArray(),
        marks.Select(m => m.Error).ToArray(),
        marks.Select(m => m.DueAt).ToArray(),
        marks.Select(m => m.EndedAt).ToArray());
}
