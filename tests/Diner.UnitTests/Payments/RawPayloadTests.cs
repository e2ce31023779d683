using Diner.Payments.Records;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class RawPayloadTests
{
    [Theory]
    [InlineData("pid=1001&name=a%20b+c&sign=deadbeef&sign_type=MD5", "pid = 1001\nname = a b c\nsign = ***\nsign_type = MD5")]
    [InlineData("Signature=x&token=y&flag", "Signature = ***\ntoken = ***\nflag = ")]
    [InlineData("""{"who":"lin","why":"seen = slip"}""", """{"who":"lin","why":"seen = slip"}""")]
    [InlineData("""{"id":"7","signature":"abc","nested":{"secret" : "s"}}""", """{"id":"7","signature":"***","nested":{"secret" : "***"}}""")]
    [InlineData("nothing to pay", "nothing to pay")]
    public void What_is_secret_in_a_notification_is_masked(string raw, string shown) => Assert.Equal(shown, RawPayload.Masked(raw));
}
