using System.Globalization;
using Diner.Accounts.Letters;
using Diner.Delivery.Pages;

namespace Diner.Delivery.Mail;

/// <summary>Writes letters to staff, from what Accounts says is true now.</summary>
internal sealed class StaffPost(StaffLetters letters, PublicAddress address)
{
    /// <summary>The letter, or null when its link opens nothing any more.</summary>
    public async Task<Letter?> WriteAsync(MailTemplate template, Guid subject, CancellationToken ct)
    {
        if (await letters.FindAsync(KindOf(template), subject, ct) is not { } letter)
            return null;
        return new Letter(letter.To, letter.Language, LetterTexts.House(letter.Language), LetterTexts.For(template, letter.Language))
        {
            Facts = [.. Facts(template, letter).Where(fact => fact.Value.Length > 0)],
            Footer = LetterTexts.StaffFooter(letter.Language),
            Link = new Uri($"{address.Base.AbsoluteUri.TrimEnd('/')}{letter.Path}"),
        };
    }

    private static StaffLetterKind KindOf(MailTemplate template) => template switch
    {
        MailTemplate.StaffInvitation => StaffLetterKind.Invitation,
        MailTemplate.StaffPassword => StaffLetterKind.PasswordLink,
        MailTemplate.StaffNewDevice => StaffLetterKind.NewDevice,
        MailTemplate.StaffSecondFactorReset => StaffLetterKind.SecondFactorReset,
        MailTemplate.StaffPayoutAccount => StaffLetterKind.PayoutAccountChanged,
        _ => throw new ArgumentOutOfRangeException(nameof(template), template, "Not a letter to staff."),
    };

    private static IEnumerable<(string Label, string Value)> Facts(MailTemplate template, StaffLetter letter)
    {
        var labels = LetterTexts.StaffLabels(letter.Language);
        var at = letter.At.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        if (template == MailTemplate.StaffPayoutAccount)
            return [(labels.At, at), (labels.By, letter.From)];
        return template is MailTemplate.StaffNewDevice or MailTemplate.StaffSecondFactorReset
            ? [(labels.At, at), (labels.From, letter.From), (labels.Browser, letter.Browser)]
            : [(labels.Merchant, letter.Merchant ?? ""), (labels.InvitedBy, letter.From), (labels.Until, at)];
    }
}
