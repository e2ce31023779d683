using Diner.Kernel;
using MimeKit;

namespace Diner.Delivery.Mail;

/// <summary>Who writes which letter.</summary>
internal sealed record LetterWriters(OrderLetters Orders, KeyLetters Keys, CodeLetters Codes, StaffPost Staff);

/// <summary>A claimed message and the mail it became; null when it would no longer be true or, with a reason, could not be written.</summary>
internal sealed record ComposedMail(ClaimedMessage Message, MimeMessage? Mail)
{
    public string? Failure { get; init; }
}

/// <summary>Makes mails of claimed messages.</summary>
internal sealed class ComposeMail(LetterWriters writers, DeliveryOptions options, TimeProvider clock)
{
    /// <summary>One for each message. What the letters about orders say is read once for all of them; letters of other kinds are rare.</summary>
    public async Task<IReadOnlyList<ComposedMail>> RunAsync(IReadOnlyList<ClaimedMessage> messages, CancellationToken ct)
    {
        var aboutOrders = await writers.Orders.WriteAsync([.. messages.Where(IsAboutOrder).Select(m => (new OrderId(m.SubjectId), m.Template))], ct);
        var composed = new List<ComposedMail>(messages.Count);
        foreach (var message in messages)
        {
            var letter = IsAboutOrder(message)
                ? aboutOrders.GetValueOrDefault((new OrderId(message.SubjectId), message.Template))
                : await WriteAsync(message, ct);
            composed.Add(new ComposedMail(message, letter is null ? null : Mime(letter, message.Id)));
        }

        return composed;
    }

    private Task<Letter?> WriteAsync(ClaimedMessage message, CancellationToken ct) => message.Template switch
    {
        MailTemplate.LookupCode => writers.Codes.WriteAsync(message.SubjectId, ct),
        MailTemplate.Refunded => writers.Keys.RefundedAsync(message.SubjectId, ct),
        MailTemplate.KeyReplaced => writers.Keys.ReplacedAsync(message.SubjectId, ct),
        MailTemplate.ReportAnswered => writers.Keys.AnsweredAsync(message.SubjectId, ct),
        MailTemplate.StaffInvitation or MailTemplate.StaffPassword or MailTemplate.StaffNewDevice or MailTemplate.StaffSecondFactorReset or MailTemplate.StaffPayoutAccount => writers.Staff.WriteAsync(message.Template, message.SubjectId, ct),
        var unknown => throw new InvariantException($"nobody writes {unknown}"),
    };

    private static bool IsAboutOrder(ClaimedMessage message) =>
        message.Template is MailTemplate.Delivered or MailTemplate.AwaitingStock or MailTemplate.AmountMismatch or MailTemplate.Manual;

    // The id is the message's own: a mail sent again after a lost answer is the same mail to whoever stores it.
    private MimeMessage Mime(Letter letter, Guid id)
    {
        var from = MailboxAddress.Parse(options.MailFrom);
        var mail = new MimeMessage
        {
            MessageId = $"{id:N}@{from.Domain}",
            Date = clock.GetUtcNow(),
            Subject = letter.Words.Subject,
            Body = new BodyBuilder { TextBody = LetterLayout.Text(letter), HtmlBody = LetterLayout.Html(letter) }.ToMessageBody(),
        };
        mail.From.Add(new MailboxAddress(letter.ShopName, from.Address));
        mail.To.Add(new MailboxAddress(null, letter.To));
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return mail;
    }
}
