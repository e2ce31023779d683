using Diner.Kernel;

namespace Diner.Delivery.Mail;

/// <summary>Which mail.</summary>
public enum MailTemplate : short
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

    /// <summary>A bad key was replaced. Subject: the replacement.</summary>
    KeyReplaced = 5,

    /// <summary>The shop explained why a reported key is good. Subject: the report.</summary>
    ReportAnswered = 6,

    /// <summary>Money goes back to the buyer. Subject: the refund.</summary>
    Refunded = 7,

    /// <summary>Come and work here. Subject: the letter, as Accounts names it.</summary>
    StaffInvitation = 10,

    /// <summary>A link to another password. Subject: the letter.</summary>
    StaffPassword = 11,

    /// <summary>A sign-in from a new browser. Subject: the session.</summary>
    StaffNewDevice = 12,

    /// <summary>The operator took a person's second factor away. Subject: the letter.</summary>
    StaffSecondFactorReset = 13,

    /// <summary>The account that a shop's money is paid out to was changed. Subject: the letter.</summary>
    StaffPayoutAccount = 14,
}

/// <summary>Where a message is.</summary>
public enum MessageState : short
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

    /// <summary>What it is about; with template and copy it is unique, so one event told twice is one mail.</summary>
    public Guid SubjectId { get; init; }

    /// <summary>0, or one more each time a person sends it again.</summary>
    public short Copy { get; init; }

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
