using Diner.Delivery.Mail;
using Xunit;

namespace Diner.UnitTests.Delivery;

public sealed class LetterTests
{
    public static TheoryData<int, string> All => new(Enum.GetValues<MailTemplate>().SelectMany(t => new[] { ((int)t, "zh-CN"), ((int)t, "en") }));

    [Theory]
    [MemberData(nameof(All))]
    public void Every_template_has_words_in_both_languages(int template, string locale)
    {
        var words = LetterTexts.For((MailTemplate)template, locale);
        Assert.All([words.Subject, words.Heading, words.Body, words.Button], text => Assert.NotEmpty(text));
        Assert.Equal(locale == "en", words.Body.All(char.IsAscii));
    }

    [Fact]
    public void Hostile_names_and_keys_are_text_in_html()
    {
        var letter = new Letter("a@b.co", "en", "<b>Shop</b>", LetterTexts.For(MailTemplate.Delivered, "en"))
        {
            Link = new Uri("https://shop.example/o/x?a=1&b=\"2\""),
            Keys = ["<img src=x onerror=alert(1)>"],
            Facts = [("Goods", "\"><script>alert(1)</script>")],
        };
        var html = LetterLayout.Html(letter);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>Shop", html, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_part_says_all_of_it()
    {
        var letter = new Letter("a@b.co", "zh-CN", "店", LetterTexts.For(MailTemplate.LookupCode, "zh-CN")) { Link = new Uri("https://shop.example/s/demo/find"), Code = "012345" };
        Assert.Contains("012345", LetterLayout.Text(letter), StringComparison.Ordinal);
        Assert.Contains("https://shop.example/s/demo/find", LetterLayout.Text(letter), StringComparison.Ordinal);
    }
}
