using Diner.Catalog.Domains;
using Xunit;

namespace Diner.UnitTests.Catalog;

public sealed class DomainRules
{
    [Theory]
    [InlineData("cards.example.com", "cards.example.com")]
    [InlineData(" Cards.EXAMPLE.com. ", "cards.example.com")]
    [InlineData("深夜.example.com", "xn--essr89b.example.com")]
    public void A_host_name_is_kept_in_lower_case_ascii(string text, string expected) => Assert.Equal(expected, DomainName.Normalise(text));

    [Theory]
    [InlineData("")]
    [InlineData("diner")]
    [InlineData("localhost")]
    [InlineData("shop.localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("cards.example.com:8080")]
    [InlineData("https://cards.example.com")]
    [InlineData("cards.example.com/shop")]
    [InlineData("*.example.com")]
    [InlineData("-a.example.com")]
    [InlineData("a_b.example.com")]
    [InlineData("a..example.com")]
    [InlineData("a b.example.com")]
    [InlineData("user@example.com")]
    public void What_is_no_host_name_of_the_open_internet_is_none(string text) => Assert.Null(DomainName.Normalise(text));
}
