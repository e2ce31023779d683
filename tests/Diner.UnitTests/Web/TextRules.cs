using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Diner.Web.Text;
using Xunit;

namespace Diner.UnitTests.Web;

public sealed partial class TextRules
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    public static TheoryData<Type> Texts => [.. typeof(ShopText).Assembly.GetTypes().Where(t => t.Namespace == typeof(ShopText).Namespace && t.Name.EndsWith("Text", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_text_is_there_in_both_languages(Type texts) => Assert.Equal(Read(texts, CultureInfo.InvariantCulture).Keys.Order(), Read(texts, English).Keys.Order());

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_translation_mentions_the_same_values(Type texts)
    {
        var english = Read(texts, English);
        foreach (var (name, text) in Read(texts, CultureInfo.InvariantCulture))
            Assert.Equal((name, Values(text)), (name, Values(english[name])));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void No_text_is_empty(Type texts) =>
        Assert.DoesNotContain(Read(texts, CultureInfo.InvariantCulture).Concat(Read(texts, English)), text => text.Value.Length == 0);

    [Fact]
    public void Every_text_a_page_asks_for_is_there()
    {
        var known = Texts.SelectMany(row => Read(row.Data, CultureInfo.InvariantCulture).Keys).ToHashSet();
        var asked = Pages().SelectMany(file => Asked().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).ToHashSet();
        Assert.NotEmpty(asked);
        Assert.Empty(asked.Except(known));
    }

    private static IEnumerable<string> Pages()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Diner.slnx")))
            root = root.Parent;
        Assert.NotNull(root);
        return Directory.EnumerateFiles(Path.Combine(root.FullName, "src", "Diner.Web"), "*.razor", SearchOption.AllDirectories);
    }

    private static Dictionary<string, string> Read(Type texts, CultureInfo culture)
    {
        var set = new ResourceManager(texts).GetResourceSet(culture, createIfNotExists: true, tryParents: false);
        Assert.NotNull(set);
        return set.Cast<System.Collections.DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    private static string Values(string text) => string.Concat(Placeholder().Matches(text).Select(match => match.Value).Distinct().Order());

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\bT\[""(\w+)""")]
    private static partial Regex Asked();
}
