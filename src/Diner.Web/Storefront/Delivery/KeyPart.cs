using Diner.Vault.Keys;

namespace Diner.Web.Storefront.Delivery;

/// <summary>How a part of a key is shown.</summary>
internal enum KeyShape
{
    /// <summary>Letters and digits in a row: in groups of four, by space, so that copying stays exact.</summary>
    Grouped,

    /// <summary>As it is, in one line.</summary>
    Plain,

    /// <summary>An address to open or scan.</summary>
    Link,

    /// <summary>Text of several lines.</summary>
    Prose,
}

/// <summary>A part of a key as the page shows it.</summary>
/// <param name="Name">The field's name: <c>card</c>; empty for a key without fields.</param>
/// <param name="Value">Exactly what was imported.</param>
/// <param name="Shape">How it is shown.</param>
internal sealed record KeyPart(string Name, string Value, KeyShape Shape)
{
    private const int GroupSize = 4;
    private const int GroupedLengthMin = 6;
    private const int GroupedLengthMax = 64;

    /// <summary>The groups whose concatenation is the value.</summary>
    public IEnumerable<string> Groups => Value.Chunk(GroupSize).Select(group => new string(group));

    /// <summary>A key's fields, or the key as one part.</summary>
    public static IReadOnlyList<KeyPart> Of(KeyText key) => key.Fields.Count == 0
        ? [new KeyPart("", key.Text, ShapeOf(key.Text))]
        : [.. key.Fields.Select(field => new KeyPart(field.Key, field.Value, ShapeOf(field.Value)))];

    private static KeyShape ShapeOf(string value)
    {
        if (value.Contains('\n', StringComparison.Ordinal))
            return KeyShape.Prose;
        if (IsLink(value))
            return KeyShape.Link;
        return value.Length is >= GroupedLengthMin and <= GroupedLengthMax && value.All(char.IsAsciiLetterOrDigit) ? KeyShape.Grouped : KeyShape.Plain;
    }

    // Only what a browser opens as a page: a key that says "javascript:" stays a text.
    private static bool IsLink(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && (uri.Scheme is "https" or "http") && !value.Any(char.IsWhiteSpace);
}
