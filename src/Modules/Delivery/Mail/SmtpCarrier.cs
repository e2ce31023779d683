using System.Net.Sockets;
using System.Runtime.CompilerServices;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Diner.Delivery.Mail;

/// <summary>
/// Sends mails over one SMTP connection. A password never travels in the clear to another machine, and nothing travels to a server whose
/// certificate does not hold.
/// </summary>
internal sealed class SmtpCarrier(Uri server, SmtpTrust? trust) : IMailCarrier
{
    private const int TimeoutMs = 20_000;
    private const int PermanentFrom = 500;
    private static readonly TimeSpan RunMax = TimeSpan.FromMinutes(8);

    public async IAsyncEnumerable<MailResult> SendAsync(IReadOnlyList<MimeMessage> mails, [EnumeratorCancellation] CancellationToken ct)
    {
        using var run = CancellationTokenSource.CreateLinkedTokenSource(ct);
        run.CancelAfter(RunMax);
        using var client = new SmtpClient { Timeout = TimeoutMs };
        if (trust is not null)
            client.ServerCertificateValidationCallback = (_, certificate, chain, errors) => trust.Accepts(certificate, chain, errors);
        var broken = await TryAsync(() => ConnectAsync(client, run.Token), ct);
        foreach (var mail in mails)
        {
            var result = broken ?? await TryAsync(() => client.SendAsync(mail, run.Token), ct) ?? MailResult.Sent;
            if (broken is null && !client.IsConnected)
                broken = new MailResult(MailFate.TryLater, result.Why ?? "The mail server hung up.");
            yield return result;
        }

        if (client.IsConnected)
            await TryAsync(() => client.DisconnectAsync(quit: true, run.Token), ct);
    }

    private async Task ConnectAsync(SmtpClient client, CancellationToken ct)
    {
        var user = server.UserInfo.Split(':', 2);
        await client.ConnectAsync(server.Host, server.Port > 0 ? server.Port : DefaultPort, TlsFor(server), ct);
        if (server.UserInfo.Length > 0)
            await client.AuthenticateAsync(Uri.UnescapeDataString(user[0]), Uri.UnescapeDataString(user.ElementAtOrDefault(1) ?? ""), ct);
    }

    internal static SecureSocketOptions TlsFor(Uri server)
    {
        if (server.Scheme == "smtps")
            return SecureSocketOptions.SslOnConnect;
        return server.UserInfo.Length > 0 && !server.IsLoopback ? SecureSocketOptions.StartTls : SecureSocketOptions.StartTlsWhenAvailable;
    }

    private int DefaultPort => server.Scheme == "smtps" ? 465 : 587;

    // Null when it went well. Only the caller's own cancellation passes through: the mail is then sent when its lease ends.
    private static async Task<MailResult?> TryAsync(Func<Task> act, CancellationToken ct)
    {
        try
        {
            await act();
            return null;
        }
        catch (SmtpCommandException failure)
        {
            var fate = (int)failure.StatusCode >= PermanentFrom ? MailFate.Refused : MailFate.TryLater;
            return new MailResult(fate, $"The mail server answered {(int)failure.StatusCode} ({failure.ErrorCode}).");
        }
        catch (SslHandshakeException)
        {
            return new MailResult(MailFate.TryLater, "The mail server's certificate does not hold, or it speaks no TLS: see DINER_SMTP_CA.");
        }
        catch (Exception failure) when (failure is ProtocolException or IOException or SocketException or TimeoutException or NotSupportedException
            or MailKit.Security.AuthenticationException or ServiceNotConnectedException)
        {
            return new MailResult(MailFate.TryLater, $"The mail server could not be used: {failure.GetType().Name}.");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new MailResult(MailFate.TryLater, "The mail server took too long.");
        }
    }
}
