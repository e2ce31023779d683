using MimeKit;
using Xunit;

namespace Diner.BrowserTests.Stage;

/// <summary>Everybody's post: the folder into which the server mails.</summary>
internal static class PostBox
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The text of a mail to that address. Mail leaves in the background and is there within seconds; this waits for it.</summary>
    public static async Task<string> MailAsync(this House house, string email, Func<string, bool> isIt)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            foreach (var file in Directory.Exists(house.MailDirectory) ? Directory.GetFiles(house.MailDirectory, "*.eml") : [])
            {
                var mail = await MimeMessage.LoadAsync(file, patience.Token);
                if (mail.To.Mailboxes.Single().Address == email && mail.TextBody is { } text && isIt(text))
                    return text;
            }

            await Task.Delay(Pause, patience.Token);
        }
    }
}
