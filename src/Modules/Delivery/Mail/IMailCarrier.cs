using MimeKit;

namespace Diner.Delivery.Mail;

/// <summary>What became of one mail.</summary>
internal enum MailFate
{
    /// <summary>Taken by the mail server, or written to its file.</summary>
    Sent,

    /// <summary>Not taken now; it may be later.</summary>
    TryLater,

    /// <summary>Refused for good: the address does not exist, or the server never takes such a mail.</summary>
    Refused,
}

/// <summary>The fate of one mail, and why, without contents.</summary>
internal sealed record MailResult(MailFate Fate, string? Why)
{
    public static readonly MailResult Sent = new(MailFate.Sent, null);
}

/// <summary>Carries mails out of the house.</summary>
internal interface IMailCarrier
{
    /// <summary>One result for each mail, in order, as it is known. A failure is a result, never an exception.</summary>
    IAsyncEnumerable<MailResult> SendAsync(IReadOnlyList<MimeMessage> mails, CancellationToken ct);
}
