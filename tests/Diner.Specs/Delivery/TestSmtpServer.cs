using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MimeKit;

namespace Diner.Specs.Delivery;

/// <summary>
/// A mail server on loopback that speaks enough of RFC 5321 to take a mail, and keeps what it took. With a certificate it speaks TLS:
/// from the first byte where <c>isImplicit</c>, else after STARTTLS (RFC 3207).
/// </summary>
internal sealed class TestSmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2? _certificate;
    private readonly bool _isImplicit;
    private readonly Task _accepting;

    public TestSmtpServer(X509Certificate2? certificate = null, bool isImplicit = false)
    {
        (_certificate, _isImplicit) = (certificate, isImplicit);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public ConcurrentBag<(IReadOnlyList<string> Recipients, MimeMessage Message)> Mails { get; } = [];

    /// <summary>Every line a client said, outside DATA.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    /// <summary>What it answers to RCPT TO.</summary>
    public string RecipientReply { get; set; } = "250 ok";

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Address => new($"smtp://127.0.0.1:{Port}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            try
            {
                await ServeAsync(client.GetStream());
            }
            catch (Exception gone) when (gone is IOException or AuthenticationException)
            {
                // A client that does not like the certificate hangs up.
            }
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        if (!_isImplicit)
        {
            if (!await TalkAsync(stream, "220 test ready", offersTls: _certificate is not null))
                return;
        }

        await using var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
        await TalkAsync(secure, _isImplicit ? "220 test ready" : null, offersTls: false);
    }

    // True when the client asked for TLS.
    private async Task<bool> TalkAsync(Stream stream, string? greeting, bool offersTls)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, false, 1024, leaveOpen: true);
        await using var writer = new StreamWriter(stream, Encoding.Latin1, 1024, leaveOpen: true) { NewLine = "\r\n", AutoFlush = true };
        if (greeting is not null)
            await writer.WriteLineAsync(greeting);
        var recipients = new List<string>();
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            Heard.Enqueue(line);
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "RCPT" && RecipientReply.StartsWith("250", StringComparison.Ordinal))
                recipients.Add(line[(line.IndexOf('<') + 1)..line.IndexOf('>')]);
            if (verb == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                Mails.Add(([.. recipients], await ReadMailAsync(reader)));
                recipients.Clear();
            }

            await writer.WriteLineAsync(Reply(verb, offersTls));
            if (verb is "QUIT" or "STARTTLS")
                return verb == "STARTTLS";
        }

        return false;
    }

    private string Reply(string verb, bool offersTls) => verb switch
    {
        "EHLO" when offersTls => "250-test\r\n250 STARTTLS",
        "EHLO" when _certificate is not null => "250-test\r\n250 AUTH PLAIN",
        "STARTTLS" => "220 go on",
        "AUTH" => "235 welcome",
        "RCPT" => RecipientReply,
        "QUIT" => "221 bye",
        _ => "250 ok",
    };

    private async Task<MimeMessage> ReadMailAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        using var bytes = new MemoryStream(Encoding.Latin1.GetBytes(text.ToString()));
        return await MimeMessage.LoadAsync(bytes, _stop.Token);
    }
}
