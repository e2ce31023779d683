using System.Security.Cryptography.X509Certificates;
using System.Text;
using Diner.Delivery.Mail;
using MimeKit;
using Xunit;

namespace Diner.Specs.Delivery;

/// <summary>Mails over TLS to a real server of this test: implicit (RFC 8314) and after STARTTLS.</summary>
public sealed class SmtpTlsSpecs : IDisposable
{
    private readonly TestAuthority _authority = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _authority.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mail_and_the_password_travel_inside_tls(bool isImplicit)
    {
        using var certificate = _authority.Issue("127.0.0.1");
        await using var server = new TestSmtpServer(certificate, isImplicit);
        var result = await SendAsync(server, isImplicit, SmtpTrust.Read(_authority.PemFile));
        Assert.Equal(MailResult.Sent, result);
        Assert.Equal("深夜", Assert.Single(server.Mails).Message.Subject);
        var heard = server.Heard.ToList();
        Assert.Equal(!isImplicit, heard.Contains("STARTTLS"));
        Assert.True(heard.FindIndex(IsPassword) > heard.IndexOf("STARTTLS"), string.Join('\n', heard));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_certificate_nobody_vouches_for_is_refused_by_default(bool isImplicit)
    {
        using var certificate = _authority.Issue("127.0.0.1");
        await AssertRefusedAsync(certificate, isImplicit, trust: null);
    }

    [Theory]
    [InlineData("another name", true)]
    [InlineData("another name", false)]
    [InlineData("over", true)]
    [InlineData("over", false)]
    [InlineData("another authority", true)]
    [InlineData("another authority", false)]
    public async Task A_bad_certificate_is_refused_whoever_is_vouched_for(string fault, bool isImplicit)
    {
        using var stranger = new TestAuthority();
        using var certificate = (fault == "another authority" ? stranger : _authority).Issue(fault == "another name" ? "mail.example.com" : "127.0.0.1", isOver: fault == "over");
        await AssertRefusedAsync(certificate, isImplicit, SmtpTrust.Read(_authority.PemFile));
    }

    [Fact]
    public void A_file_without_a_certificate_is_said_at_start()
    {
        Assert.Contains("DINER_SMTP_CA", Assert.Throws<ArgumentException>(() => SmtpTrust.Read("/nowhere.pem")).Message, StringComparison.Ordinal);
        Assert.Contains("DINER_SMTP_CA", Assert.Throws<ArgumentException>(() => SmtpTrust.Read(typeof(SmtpTlsSpecs).Assembly.Location)).Message, StringComparison.Ordinal);
    }

    private static async Task AssertRefusedAsync(X509Certificate2 certificate, bool isImplicit, SmtpTrust? trust)
    {
        await using var server = new TestSmtpServer(certificate, isImplicit);
        var result = await SendAsync(server, isImplicit, trust);
        Assert.Equal(MailFate.TryLater, result.Fate);
        Assert.Contains("certificate", result.Why, StringComparison.Ordinal);
        Assert.Empty(server.Mails);
        Assert.DoesNotContain(server.Heard, IsPassword);
    }

    private static async Task<MailResult> SendAsync(TestSmtpServer server, bool isImplicit, SmtpTrust? trust)
    {
        var mail = new MimeMessage([new MailboxAddress("", "shop@example.com")], [new MailboxAddress("", "a@b.c")], "深夜", new TextPart("plain") { Text = "link" });
        var carrier = new SmtpCarrier(new Uri($"{(isImplicit ? "smtps" : "smtp")}://diner:hush-hush@127.0.0.1:{server.Port}"), trust);
        return await carrier.SendAsync([mail], Ct).SingleAsync(Ct);
    }

    private static bool IsPassword(string line) => line.Split(' ').Any(word => word.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes("\0diner\0hush-hush")), StringComparison.Ordinal));
}
