using Diner.Kernel;
using MimeKit;

namespace Diner.Delivery.Mail;

/// <summary>Who writes which letter.</summary>
internal sealed record LetterWriters(OrderLetters Orders, KeyLetters Keys, CodeLetters Codes, StaffPost Staff);

/// <summary>Makes a mail of a claimed message.</summary>
internal sealed class ComposeMail(LetterWriters writers, DeliveryOptions options, TimeProvider clock)
{
    /// <summary>The mail, or null when it would no longer be true.</summary>
    public async Task<MimeMessage?> RunAsync(ClaimedMessage message, CancellationToken ct)
    {
        var letter = message.Template switch
        {
            MailTemplate.LookupCode => await writers.Codes.WriteAsync(message.SubjectId, ct),
            MailTemplate.KeyReplaced => await writers.Keys.ReplacedAsync(message.SubjectId, ct),
            MailTemplate.ReportAnswered => await writers.Keys.AnsweredAsync(message.SubjectId, ct),
            MailTemplate.StaffInvitation or MailTemplate.StaffPassword or MailTemplate.StaffNewDevice or MailTemplate.StaffSecondFactorReset => await writers.Staff.WriteAsync(message.Template, message.SubjectId, ct),
            _ => await writers.Orders.WriteAsync(new OrderId(message.SubjectId), message.Template, ct),
        };
        return letter is null ? null : Mime(letter, message.Id);
    }

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
