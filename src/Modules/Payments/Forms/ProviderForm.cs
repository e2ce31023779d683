using Diner.Kernel;

namespace Diner.Payments.Forms;

/// <summary>
/// What a person enters to add a channel of one type, described once: the console's page and <c>diner channels add</c> are made from it.
/// The words a console shows for a field stand in its texts under <c>Form_{type}_{field}</c>.
/// </summary>
/// <param name="Type">The channel type; also the last part of the page's address and the verb of the command line.</param>
/// <param name="Says">One English sentence for the command line.</param>
/// <param name="DefaultName">What a buyer reads unless the merchant says otherwise.</param>
/// <param name="Fields">In the order they are asked for.</param>
/// <param name="ToSettings">The channel's settings; <see cref="ProblemCode.InvalidRequest"/> names the field that is wrong.</param>
public sealed record ProviderForm(
    string Type, string Says, string DefaultName, IReadOnlyList<ProviderField> Fields, Func<ProviderEntries, Result<IReadOnlyDictionary<string, string>>> ToSettings)
{
    /// <summary>Buyers pay in virtual currency: a shop in mainland China must say that it knows the law.</summary>
    public bool PaysInCoins { get; init; }
}

/// <summary>How a field is filled.</summary>
public enum FieldKind
{
    /// <summary>A line that may be shown again.</summary>
    Text,

    /// <summary>A line that is never shown again.</summary>
    Secret,

    /// <summary>A key or certificates: pasted in the console, a file on the command line; never shown again.</summary>
    File,

    /// <summary>One of <see cref="ProviderField.Choices"/>, the first unless something else is chosen.</summary>
    Choice,
}

/// <summary>One field of a form.</summary>
/// <param name="Name">In snake case. It names the field's problems too, and the option of the command line, there with dashes.</param>
/// <param name="Kind">How it is filled.</param>
/// <param name="Says">For the command line: what it is, in English.</param>
public sealed record ProviderField(string Name, FieldKind Kind, string Says)
{
    /// <summary>The most characters of a <see cref="FieldKind.File"/> field.</summary>
    public const int FileCharsMax = 12_000;

    private const int LineCharsMax = 100;

    /// <summary>It must be filled.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The most characters.</summary>
    public int CharsMax { get; init; } = Kind == FieldKind.File ? FileCharsMax : LineCharsMax;

    /// <summary>What stands in it unless something else is entered.</summary>
    public string Otherwise { get; init; } = "";

    /// <summary>What may be chosen.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The keyboard a phone shows: <c>numeric</c>, <c>url</c>.</summary>
    public string? Keyboard { get; init; }

    /// <summary>
    /// Asked for on the command line only, which whoever runs the server has: another address than the provider's own, for its sandbox or a double.
    /// </summary>
    public bool IsForTheHouse { get; init; }
}

/// <summary>What was entered.</summary>
/// <param name="Values">By the fields' names; what is not there is empty.</param>
/// <param name="Currency">The shop's, which some providers must be set to.</param>
public sealed record ProviderEntries(IReadOnlyDictionary<string, string> Values, CurrencyCode Currency)
{
    /// <summary>What was entered into that field, or nothing.</summary>
    public string this[string name] => Values.GetValueOrDefault(name, "");

    // Some are secrets: a record would print them.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Currency = {Currency}");
        return true;
    }
}
