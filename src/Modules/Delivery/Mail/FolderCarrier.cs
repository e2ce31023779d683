using System.Globalization;
using System.Runtime.CompilerServices;
using MimeKit;

namespace Diner.Delivery.Mail;

/// <summary>Writes each mail to a file of its own, for development and for a shop without a mail server.</summary>
internal sealed class FolderCarrier(DeliveryOptions options) : IMailCarrier
{
    public async IAsyncEnumerable<MailResult> SendAsync(IReadOnlyList<MimeMessage> mails, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var mail in mails)
            yield return await WriteAsync(mail, ct);
    }

    // The mails hold links to keys: only the owner reads them.
    private async Task<MailResult> WriteAsync(MimeMessage mail, CancellationToken ct)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(options.MailDirectory);
            else
                Directory.CreateDirectory(options.MailDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var name = string.Create(CultureInfo.InvariantCulture, $"{mail.Date.UtcDateTime:yyyyMMdd-HHmmss}-{mail.MessageId?.Split('@')[0]}.eml");
            var path = Path.Combine(options.MailDirectory, name);
            await mail.WriteToAsync(path + ".part", ct);
            File.Move(path + ".part", path, overwrite: true);
            return MailResult.Sent;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new MailResult(MailFate.TryLater, $"The mail directory cannot be written: {failure.GetType().Name}.");
        }
    }
}
