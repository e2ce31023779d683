using System.Text;
using Diner.Accounts.SecondFactors;
using Xunit;

namespace Diner.UnitTests.Accounts;

public sealed class TotpRules
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B, the rows for SHA-1, cut to six digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeAt(Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_clock_may_be_one_step_wrong(int steps, bool isTaken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var step = Totp.StepAt(now) + steps;
        Assert.Equal(isTaken ? step : null, Totp.FindStep(Secret, Totp.CodeAt(Secret, step), now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("١٢٣٤٥٦")]
    [InlineData("abcdef")]
    public void What_is_no_code_is_refused(string typed) => Assert.Null(Totp.FindStep(Secret, typed, DateTimeOffset.FromUnixTimeSeconds(59)));

    [Fact]
    public void The_secret_is_typed_as_base32() => Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Totp.ToText(Secret));

    [Fact]
    public void The_picture_holds_issuer_account_and_secret() => Assert.Equal(
        "otpauth://totp/Diner:owner%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Diner",
        Totp.ToAddress(Secret, "Diner", "owner@example.com"));

    [Theory]
    [InlineData(" 123 456 ", "123456")]
    [InlineData("AbCdE-fGhJk", "abcdefghjk")]
    public void Blanks_dashes_and_capitals_are_forgiven(string typed, string read) => Assert.Equal(read, TypedCode.Read(typed));
}
