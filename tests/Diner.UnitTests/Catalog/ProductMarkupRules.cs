using Diner.Catalog.Products;
using Xunit;

namespace Diner.UnitTests.Catalog;

public sealed class ProductMarkupRules
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("<iframe src=https://evil.example></iframe>")]
    [InlineData("<a href=javascript:alert(1)>x</a>")]
    [InlineData("<style>body{display:none}</style>")]
    [InlineData("<math><mtext><img src=x onerror=alert(1)></mtext></math>")]
    [InlineData("<form action=https://evil.example><input name=email></form>")]
    [InlineData("<p style=\"position:fixed\">x</p>")]
    [InlineData("```\n</code></pre><script>alert(1)</script>\n```")]
    public void Html_in_the_source_is_shown_and_never_runs(string source)
    {
        var html = ProductMarkup.ToHtml(source);
        foreach (var tag in (string[])["<script", "<svg", "<iframe", "<style", "<form", "<input", "<math", "<img src=\"x\""])
            Assert.DoesNotContain(tag, html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("<[^>]*(\\son\\w+|\\sstyle)=", html);
    }

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[x](vbscript:x)")]
    [InlineData("[x](http://example.com)")]
    [InlineData("[x](java&#10;script:alert(1))")]
    [InlineData("<javascript:alert(1)>")]
    public void A_link_that_is_not_https_loses_its_address(string source) =>
        Assert.DoesNotMatch("href=\"(?!https:|mailto:|java%0Ascript)", ProductMarkup.ToHtml(source));

    [Theory]
    [InlineData("![x](http://example.com/a.png)")]
    [InlineData("![x](data:image/svg+xml;base64,PHN2Zz4=)")]
    [InlineData("![x](javascript:alert(1))")]
    public void A_picture_that_is_not_https_loses_its_address(string source) => Assert.DoesNotMatch("src=\"(?!https:)", ProductMarkup.ToHtml(source));

    [Fact]
    public void A_link_tells_the_other_side_nothing() =>
        Assert.Equal("<p><a href=\"https://example.com\" rel=\"nofollow noopener noreferrer\">x</a></p>", ProductMarkup.ToHtml("[x](https://example.com)"));

    [Fact]
    public void Ordinary_markdown_is_ordinary_markup() =>
        Assert.Equal("<p>一卡<strong>一密</strong></p>\n<ul>\n<li>秒到</li>\n</ul>", ProductMarkup.ToHtml("一卡**一密**\n\n- 秒到"));
}
