using Diner.Web.Languages;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Diner.UnitTests.Web;

public sealed class LanguageRules
{
    [Theory]
    [InlineData("", "zh-CN")]
    [InlineData("fr-FR,de;q=0.5", "zh-CN")]
    [InlineData("en-US,en;q=0.9", "en")]
    [InlineData("zh-TW,zh;q=0.9,en;q=0.8", "zh-CN")]
    [InlineData("en;q=0.3, zh;q=0.7", "zh-CN")]
    [InlineData("fr, en;q=0.8", "en")]
    [InlineData("en;q=0", "zh-CN")]
    [InlineData("en;q=abc,;;;,=", "zh-CN")]
    public void The_browser_s_preference_decides_and_Chinese_is_the_default(string header, string expected)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.AcceptLanguage = header;
        Assert.Equal(expected, Language.Of(context));
    }

    [Theory]
    [InlineData("?lang=en", "zh-CN", "en")]
    [InlineData("", "en", "en")]
    [InlineData("?lang=xx", "en", "en")]
    [InlineData("", "xx", "zh-CN")]
    public void The_address_comes_before_the_cookie(string query, string cookie, string expected)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString(query);
        context.Request.Headers.Cookie = $"lang={cookie}";
        Assert.Equal(expected, Language.Of(context));
    }
}
