using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;
using Diner.Payments.Sandbox;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class SandboxChannelTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 20, 0, 0, TimeSpan.Zero);
    private static readonly ChannelConfig Channel = new(EpayCases.Id, EpayCases.Channel.ShopId, "sandbox", "沙盒", IsEnabled: true, SandboxAccount.NewSettings());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signed_notification_says_what_was_paid()
    {
        var paid = Assert.IsType<NotificationReading.Paid>(await ReadAsync(Signed(Fields())));
        Assert.Equal(("SBX1", "D1", (Money?)Money.Cny(990)), (paid.Payment.ProviderTransactionId, paid.Payment.OrderNo, paid.Payment.Amount));
    }

    [Fact]
    public async Task Switched_off_it_refuses_everything()
    {
        Assert.IsType<NotificationReading.Refused>(await ReadAsync(Signed(Fields()), isOn: false));
        var pay = await Speaker(isOn: false).CreatePaymentAsync(Channel, EpayCases.Request, Ct);
        Assert.Equal(ProblemCode.ChannelUnavailable, pay.Problem?.Code);
    }

    [Theory]
    [InlineData("channel", "01900000-0000-7000-8000-00000000000f", "it is for another channel")]
    [InlineData("timestamp", "1", "it is too old")]
    [InlineData("timestamp", "9223372036854775807", "it is too old")]
    [InlineData("timestamp", "soon", "it is too old")]
    [InlineData("status", "", "it has no status")]
    [InlineData("currency", "", "it has no currency")]
    [InlineData("currency", "DOGE", "it has no currency")]
    [InlineData("order", "", "it has no usable transaction or order")]
    public async Task Signed_but_unusable_is_refused(string field, string value, string why) =>
        Assert.Equal(why, Assert.IsType<NotificationReading.Refused>(await ReadAsync(Signed(new(Fields()) { [field] = value }))).Why);

    [Fact]
    public async Task Forged_is_refused()
    {
        var forged = Signed(Fields());
        forged["amount"] = "0.01";
        Assert.IsType<NotificationReading.Refused>(await ReadAsync(forged));
        Assert.IsType<NotificationReading.Refused>(await ReadAsync(Fields()));
    }

    [Fact]
    public async Task Another_status_pays_nothing() => Assert.IsType<NotificationReading.NotPaid>(await ReadAsync(Signed(new(Fields()) { ["status"] = "cancelled" })));

    [Fact]
    public async Task The_cashiers_address_holds_no_secret_and_names_the_order()
    {
        var pay = await Speaker(isOn: true).CreatePaymentAsync(Channel, EpayCases.Request, Ct);
        Assert.StartsWith($"http://127.0.0.1/sandbox/{Channel.Id.Value:D}/pay?order=D1&amount=9.90&", pay.Value?.Url, StringComparison.Ordinal);
        Assert.DoesNotContain(Channel.Required("secret"), pay.Value?.Url, StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_that_join_to_the_same_text_sign_differently() =>
        Assert.NotEqual(FieldSignature.Sign("p", [new("a", "bc"), new("d", "")], "s"), FieldSignature.Sign("p", [new("a", "b"), new("cd", "")], "s"));

    [Fact]
    public void Nothing_prints_a_secret()
    {
        var added = new NewChannel(Channel.ShopId, "sandbox", "沙盒", Channel.Settings);
        foreach (var text in (string[])[$"{Channel}", $"{added}", $"{EpayCases.Channel}", $"{EpayCases.Account()}", $"{EpayCases.Settings}"])
        {
            Assert.DoesNotContain(Channel.Required("secret"), text, StringComparison.Ordinal);
            Assert.DoesNotContain(EpayCases.Key, text, StringComparison.Ordinal);
        }
    }

    private static Dictionary<string, string> Fields() => new()
    {
        ["channel"] = Channel.Id.Value.ToString("D"), ["transaction"] = "SBX1", ["order"] = "D1", ["amount"] = "9.90", ["currency"] = "CNY", ["status"] = "paid",
        ["timestamp"] = $"{Now.ToUnixTimeSeconds()}",
    };

    private static Dictionary<string, string> Signed(Dictionary<string, string> fields) =>
        new(fields) { ["sign"] = FieldSignature.Sign(FieldSignature.SandboxNotification, fields, Channel.Required("secret")) };

    private static Task<NotificationReading> ReadAsync(Dictionary<string, string> fields, bool isOn = true) =>
        Speaker(isOn).ReadAsync(Channel, EpayCases.Post(EpayCases.Query(fields)), Ct);

    private static SandboxChannel Speaker(bool isOn) => new(new SandboxOptions { IsOn = isOn }, new SandboxBooks(new IdSource(TimeProvider.System)), new FakeTimeProvider(Now));
}
