using Diner.Accounts;
using Xunit;

namespace Diner.UnitTests.Accounts;

public sealed class AccountsOptionRules
{
    [Fact]
    public void Without_a_word_the_defaults_hold() => Assert.Equal(new AccountsOptions(), AccountsOptions.From(_ => null));

    [Theory]
    [InlineData("DINER_BREACHED_PASSWORDS", "/no/such/file")]
    public void What_makes_no_sense_is_refused_by_name(string name, string value)
    {
        var failure = Assert.Throws<ArgumentException>(() => AccountsOptions.From(asked => asked == name ? value : null));
        Assert.StartsWith(name, failure.Message, StringComparison.Ordinal);
    }
}
