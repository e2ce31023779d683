using Diner.Kernel;

namespace Diner.Delivery.Mail;

/// <summary>Which mail.</summary>
internal enum MailTemplate : short
{
    /// <summary>The keys are there. Subject: the order.</summary>
    Delivered = 0,

    /// <summary>Paid, waiting for keys. Subject: the order.</summary>
    AwaitingStock = 1,

    /// <summary>Paid with another amount. Subject: the order.</summary>
    AmountMismatch = 2,

    /// <summary>Paid; a person fulfils it. Subject: the order.</summary>
    Manual = 3,

    /// <summary>The code that shows a contact's orders. Subject: the code's id.</summary>
    LookupCode = 4,
}

/// <summary>Where a message is.</summary>
internal enum MessageState : short
{
    /// <summary>To be sent when it is due.</summary>
    Waiting = 0,

    /// <summary>The mail server took it.</summary>
    Sent = 1,

    /// <summary>Given up; a person should look. <c>diner doctor</c> names it.</summary>
    Dead = 2,

    /// <summary>Not sent because it was no longer true: the order had moved on, the code had run out.</summary>
    Overtaken = 3,

    /// <summary>It was given up, and a person let it be.</summary>
    Dropped = 4,
}

internal sealed class OutgoingMessage
{
    public Guid Id { get; init; }

    public ShopId ShopId { get; init; }

    /// <summary>What it is about; with the template it is unique, so one event told twice is one mail.</summary>
    public Guid SubjectId { get; init; }

    public MailTemplate Template { get; init; }

    public MessageState State { get; init; }

    /// <summary>Attempts begun.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is sent next. While a sender has it, the end of that sender's lease.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>Why the last attempt failed; holds no contents.</summary>
    public string? LastError { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}
