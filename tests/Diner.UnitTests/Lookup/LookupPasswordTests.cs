using Diner.Ordering.Lookup;
using Xunit;

namespace Diner.UnitTests.Lookup;

public sealed class LookupPasswordTests
{
    [Fact]
    public void The_right_password_opens() => Assert.True(LookupPasswords.Verify("夜里的面", LookupPasswords.Hash("夜里的面")));

    [Theory]
    [InlineData("")]
    [InlineData("Noodles")]
    [InlineData("noodles ")]
    public void Another_password_does_not(string other) => Assert.False(LookupPasswords.Verify(other, LookupPasswords.Hash("noodles")));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("noodles")]
    public void Without_a_stored_hash_nothing_opens(string? stored) => Assert.False(LookupPasswords.Verify("noodles", stored));

    [Fact]
    public void A_password_is_salted() => Assert.NotEqual(LookupPasswords.Hash("noodles"), LookupPasswords.Hash("noodles"));

    [Fact]
    public void A_password_longer_than_the_longest_never_opens()
    {
        var longest = new string('a', LookupPasswords.LengthMax);
        Assert.False(LookupPasswords.Verify(longest + "a", LookupPasswords.Hash(longest)));
    }

    [Theory]
    [InlineData("abc", false)]
    [InlineData("abcd", true)]
    public void Four_characters_are_enough(string password, bool ok) => Assert.Equal(ok, LookupPasswords.IsAcceptable(password));
}
