using Diner.Ordering.Buyers;
using Xunit;

namespace Diner.UnitTests.Lookup;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("a@b.co", "a@b.co")]
    [InlineData("a@b.c", "a@b.c")]
    [InlineData("  Lin.Wei+keys@Example.COM ", "Lin.Wei+keys@example.com")]
    [InlineData("o'neil_1@mail.example.co.uk", "o'neil_1@mail.example.co.uk")]
    [InlineData("123456@qq.com", "123456@qq.com")]
    [InlineData("wei@例子.中国", "wei@xn--fsqu00a.xn--fiqs8s")]
    [InlineData("wei@ｅｘａｍｐｌｅ．ｃｏｍ", "wei@example.com")]
    public void An_address_people_have_is_taken(string text, string stored)
    {
        Assert.True(EmailAddress.TryParse(text, out var email));
        Assert.Equal(stored, email.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("@b.co")]
    [InlineData("a@")]
    [InlineData("a@b")]
    [InlineData("a@@b.co")]
    [InlineData("a b@c.co")]
    [InlineData(".a@b.co")]
    [InlineData("a.@b.co")]
    [InlineData("a..b@c.co")]
    [InlineData("a@b..co")]
    [InlineData("a@-b.co")]
    [InlineData("a@1.2.3.4")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData("\"a b\"@c.co")]
    [InlineData("a@b.co\r\nBcc: x@y.z")]
    [InlineData("a\n@b.co")]
    [InlineData("<script>@b.co")]
    [InlineData("a@b.co,c@d.co")]
    [InlineData("维@b.co")]
    public void What_mail_cannot_be_sent_to_is_refused(string? text) => Assert.False(EmailAddress.TryParse(text, out _));

    [Fact]
    public void An_address_longer_than_254_characters_is_refused()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 60), 4)) + ".com";
        Assert.False(EmailAddress.TryParse($"abcdefghi@{domain}", out _));
        Assert.False(EmailAddress.TryParse($"{new string('a', 65)}@b.co", out _));
    }
}
