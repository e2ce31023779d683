using Diner.Web.Buyers;
using Xunit;

namespace Diner.UnitTests.Web;

public sealed class DeviceCookieRules
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private static readonly byte[] Id = [.. Enumerable.Range(7, 16).Select(i => (byte)i)];

    [Fact]
    public void A_cookie_of_ours_names_its_browser() => Assert.NotEmpty(DeviceCookie.Verify(DeviceCookie.SignedText(Id, Key), Key));

    [Fact]
    public void A_cookie_signed_with_another_key_names_nobody() => Assert.Empty(DeviceCookie.Verify(DeviceCookie.SignedText(Id, [.. Key.Reverse()]), Key));

    [Fact]
    public void A_cookie_with_one_character_changed_names_nobody()
    {
        var cookie = DeviceCookie.SignedText(Id, Key);
        for (var i = 0; i < cookie.Length - 1; i++)
            Assert.Empty(DeviceCookie.Verify(cookie[..i] + (cookie[i] == 'A' ? 'B' : 'A') + cookie[(i + 1)..], Key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("not base64!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Anything_else_names_nobody(string cookie) => Assert.Empty(DeviceCookie.Verify(cookie, Key));
}
