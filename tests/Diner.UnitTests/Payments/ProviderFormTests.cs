using System.Globalization;
using System.Resources;
using Diner.Kernel;
using Diner.Payments.Forms;
using Diner.Web.Text;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class ProviderFormTests
{
    private static readonly ResourceManager Texts = new(typeof(SettingsText));

    public static TheoryData<string, string> FormsAndLanguages() => new(ProviderForms.All.SelectMany(form => new[] { (form.Type, ""), (form.Type, "en") }));

    [Theory, MemberData(nameof(FormsAndLanguages))]
    public void Every_field_and_choice_has_its_words_and_a_sentence_for_what_is_wrong(string type, string language)
    {
        var set = Texts.GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)!;
        Assert.DoesNotContain(Needed(ProviderForms.Find(type)!), key => set.GetString(key) is null);
    }

    [Fact]
    public void No_two_forms_or_fields_share_a_name()
    {
        Assert.Distinct(ProviderForms.All.Select(form => form.Type));
        Assert.All(ProviderForms.All, form => Assert.Distinct(form.Fields.Select(field => field.Name).Append("name")));
    }

    public static TheoryData<string> Forms() => new(ProviderForms.All.Select(form => form.Type));

    [Theory, MemberData(nameof(Forms))]
    public void An_empty_form_is_refused_with_a_field_of_it(string type)
    {
        var form = ProviderForms.Find(type)!;
        var refused = form.ToSettings(new ProviderEntries(new Dictionary<string, string>(), CurrencyCode.Cny));
        Assert.Contains(refused.Problem?.Field, form.Fields.Select(field => field.Name));
    }

    [Fact]
    public void Entries_do_not_print_what_was_entered() =>
        Assert.DoesNotContain("hush", new ProviderEntries(new Dictionary<string, string> { ["key"] = "hush" }, CurrencyCode.Cny).ToString(), StringComparison.Ordinal);

    private static IEnumerable<string> Needed(ProviderForm form)
    {
        yield return $"Form_{form.Type}";
        yield return $"Form_{form.Type}_hint";
        foreach (var field in form.Fields.Where(field => !field.IsForTheHouse))
        {
            yield return $"Form_{form.Type}_{field.Name}";
            if (field.Kind != FieldKind.Choice)
                yield return $"Bad_{form.Type}_{field.Name}";
            foreach (var choice in field.Choices)
                yield return $"Form_{form.Type}_{field.Name}_{choice}";
        }
    }
}
