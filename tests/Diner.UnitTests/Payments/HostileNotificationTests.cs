using CsCheck;
using Diner.Payments.Notifications;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class HostileNotificationTests
{
    private static readonly string[] Pieces = ["&", "=", "%", "%2", "%00", "%zz", "+", "pid", "sign", "1001", "money", "trade_status", "\u0301", "💳"];
    private static readonly string Genuine = EpayCases.Signed(EpayCases.Fields());

    [Fact]
    public void Any_query_is_refused_and_never_thrown_at() =>
        Gen.String[Gen.Char, 0, 5_000].Sample(query => Assert.IsType<NotificationReading.Refused>(EpayCases.Read(EpayCases.Get(query))), iter: 2_000);

    [Fact]
    public void Any_body_is_refused_and_never_thrown_at() =>
        Gen.Byte.Array[1, 5_000].Sample(
            body => Assert.IsType<NotificationReading.Refused>(EpayCases.Read(new NotificationRequest("POST", "", "", body, _ => null))), iter: 2_000);

    [Fact]
    public void A_query_of_its_own_letters_is_refused_and_never_thrown_at() =>
        Gen.Int[0, Pieces.Length - 1].Select(piece => Pieces[piece]).List[0, 200]
            .Sample(parts => Assert.IsType<NotificationReading.Refused>(EpayCases.Read(EpayCases.Get(string.Concat(parts)))), iter: 2_000);

    [Fact]
    public void A_genuine_one_with_one_character_changed_never_pays_another_amount() =>
        Gen.Select(Gen.Int[0, Genuine.Length - 1], Gen.Char[' ', '~']).Sample((at, character) =>
        {
            var changed = Genuine[..at] + character + Genuine[(at + 1)..];
            if (EpayCases.Read(EpayCases.Get(changed)) is NotificationReading.Paid paid)
                Assert.Equal(("T1", "D1", 990L), (paid.Payment.ProviderTransactionId, paid.Payment.OrderNo, paid.Payment.Amount?.AmountMinor));
        }, iter: 5_000);

    [Fact]
    public void The_longest_body_is_read() =>
        Assert.IsType<NotificationReading.Refused>(EpayCases.Read(EpayCases.Post(new string('a', NotificationRequest.BodyBytesMax))));
}
