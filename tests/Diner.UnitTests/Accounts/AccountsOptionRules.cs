using Diner.Accounts;
using Xunit;

namespace Diner.UnitTests.Accounts;

public sealed class AccountsOptionRules
{
    [Fact]
    public void Without_a_word_the_defaults_hold() => Assert.Equal(new AccountsOptions(), AccountsOptions.From(_ => null));

    [Fact]
    public void Times_are_read_in_their_units()
    {
        var options = AccountsOptions.From(name => name switch { "DINER_OPERATOR_IDLE_MINUTES" => "5", "DINER_PASSWORD_DAYS" => "90", _ => null });
        Assert.Equal((TimeSpan.FromMinutes(5), TimeSpan.FromDays(90)), (options.OperatorIdleMax, options.PasswordAgeMax));
    }

    [Theory]
    [InlineData("DINER_OPERATOR_IDLE_MINUTES", "0")]
    [InlineData("DINER_MERCHANT_SESSION_HOURS", "-1")]
    [InlineData("DINER_PASSWORD_DAYS", "ninety")]
    [InlineData("DINER_BREACHED_PASSWORDS", "/no/such/file")]
    public void What_makes_no_sense_is_refused_by_name(string name, string value)
    {
        var failure = Assert.Throws<ArgumentException>(() => AccountsOptions.From(asked => asked == name ? value : null));
        Assert.StartsWith(name, failure.Message, StringComparison.Ordinal);
    }
}
