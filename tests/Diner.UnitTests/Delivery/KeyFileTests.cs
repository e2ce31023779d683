using System.Text;
using Diner.Kernel;
using Diner.Vault.Keys;
using Diner.Web.Storefront.Delivery;
using Xunit;

namespace Diner.UnitTests.Delivery;

public sealed class KeyFileTests
{
    private static readonly Dictionary<string, string> NoFields = [];

    [Fact]
    public void The_text_file_holds_hostile_keys_exactly()
    {
        var keys = new[] { "=HYPERLINK(\"http://x\")", "<script>alert(1)</script>", "中文,\"q\"" };
        Assert.Equal(string.Concat(keys.Select(key => key + "\r\n")), Encoding.UTF8.GetString(KeyFiles.Text([.. keys.Select(Key)])));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+86", "'+86")]
    [InlineData("-5", "'-5")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("=cmd|' /C calc'!A0,", "\"'=cmd|' /C calc'!A0,\"")]
    [InlineData("SC7K-29QD", "SC7K-29QD")]
    public void The_table_runs_no_formula_and_quotes_what_it_must(string key, string cell) =>
        Assert.Equal($"\uFEFFkey\r\n{cell}\r\n", Encoding.UTF8.GetString(KeyFiles.Csv([Key(key)])));

    [Fact]
    public void Fields_are_columns_and_a_missing_one_is_empty()
    {
        var pair = new KeyText(default, "A B", new Dictionary<string, string> { ["card"] = "A", ["password"] = "B" });
        var single = new KeyText(default, "C", new Dictionary<string, string> { ["card"] = "C" });
        Assert.Equal("\uFEFFcard,password\r\nA,B\r\nC,\r\n", Encoding.UTF8.GetString(KeyFiles.Csv([pair, single])));
    }

    [Theory]
    [InlineData("SC7K29QD0M4X", nameof(KeyShape.Grouped))]
    [InlineData("SC7K-29QD", nameof(KeyShape.Plain))]
    [InlineData("ab", nameof(KeyShape.Plain))]
    [InlineData("https://example.com/r?k=1", nameof(KeyShape.Link))]
    [InlineData("javascript:alert(1)", nameof(KeyShape.Plain))]
    [InlineData("data:text/html,<script>", nameof(KeyShape.Plain))]
    [InlineData("line one\nline two", nameof(KeyShape.Prose))]
    public void A_key_is_shown_as_what_it_is(string text, string shape) => Assert.Equal(shape, Assert.Single(KeyPart.Of(Key(text))).Shape.ToString());

    [Fact]
    public void The_groups_of_a_key_are_the_key() => Assert.Equal("SC7K29QD0M4X8", string.Concat(KeyPart.Of(Key("SC7K29QD0M4X8"))[0].Groups));

    [Fact]
    public void A_qr_code_is_a_picture_without_text() => Assert.DoesNotContain("example", QrSvg.Of("https://example.com/?a=1&b=<x>"), StringComparison.Ordinal);

    private static KeyText Key(string text) => new(new KeyId(Guid.Empty), text, NoFields);
}
