using Diner.Delivery;
using Diner.Delivery.Lookup;
using Diner.Delivery.Mail;
using MailKit.Security;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Diner.UnitTests.Delivery;

public sealed class LimitTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void A_window_gives_its_turns_and_gives_them_again_later()
    {
        var window = new SlidingWindow(2, TimeSpan.FromMinutes(10), _clock);
        Assert.Equal([true, true, false], [window.TryTake("a"), window.TryTake("a"), window.TryTake("a")]);
        Assert.True(window.TryTake("b"));
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.True(window.TryTake("a"));
    }

    [Theory]
    [InlineData("DINER_SMTP", "mail.example.com")]
    [InlineData("DINER_SMTP", "ftp://u:secret@mail")]
    [InlineData("DINER_URL", "shop.example.com")]
    public void A_variable_that_is_no_address_is_named_without_its_value(string name, string value)
    {
        var failure = Assert.Throws<ArgumentException>(() => DeliveryOptions.From("data", asked => asked == name ? value : null));
        Assert.Contains(name, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_print_no_password()
    {
        var options = DeliveryOptions.From("data", name => name == "DINER_SMTP" ? "smtp://u:secret@mail.example.com" : null);
        Assert.DoesNotContain("secret", options.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("smtps://u:p@mail.example.com", SecureSocketOptions.SslOnConnect)]
    [InlineData("smtp://u:p@mail.example.com", SecureSocketOptions.StartTls)]
    [InlineData("smtp://u:p@localhost", SecureSocketOptions.StartTlsWhenAvailable)]
    [InlineData("smtp://mail.example.com", SecureSocketOptions.StartTlsWhenAvailable)]
    public void A_password_goes_to_another_machine_inside_tls_only(string server, SecureSocketOptions tls) => Assert.Equal(tls, SmtpCarrier.TlsFor(new Uri(server)));

    [Fact]
    public void Retries_wait_longer_each_time_and_end()
    {
        var delays = Enumerable.Range(1, Retries.AttemptsMax).Select(Retries.After).ToArray();
        Assert.Equal(TimeSpan.FromSeconds(10), delays[0]);
        Assert.Equal(delays[..^1].Order(), delays[..^1]);
        Assert.Null(delays[^1]);
    }
}
