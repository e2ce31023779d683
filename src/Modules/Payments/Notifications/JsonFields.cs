using System.Globalization;
using System.Text.Json;
using Diner.Kernel;

namespace Diner.Payments.Notifications;

/// <summary>Reads JSON that a stranger sent: never throws, and knows no difference between what is absent and what is of another kind.</summary>
internal static class JsonFields
{
    private const int IdLengthMax = 128;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>The document, its root an object; null when it is none, or has a name twice, so that two readers could see two messages.</summary>
    public static JsonDocument? TryParse(ReadOnlyMemory<byte> json)
    {
        try
        {
            var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The element down that path of names; undefined when there is none.</summary>
    public static JsonElement At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return default;
        }

        return element;
    }

    /// <summary>A string, or a number or boolean as it is written; null when it is something else or a string that is no text.</summary>
    public static string? Text(this JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null; // Half a surrogate pair.
        }
    }

    /// <summary>A number of an order or a payment: 1 to 128 characters, none of them a control character.</summary>
    public static string? Id(this JsonElement element) => element.Text() is { Length: > 0 and <= IdLengthMax } id && !id.Any(char.IsControl) ? id : null;

    /// <summary>An amount in major units, <c>"19.90"</c> or <c>19.9</c>; null when it is none of that currency.</summary>
    public static Money? Major(this JsonElement element, string? currency) =>
        CurrencyCode.TryParse(currency?.ToUpperInvariant(), out var code) && Money.TryParseMajor(element.Text(), code, out var money) ? money : null;

    /// <summary>An amount in whole minor units; null when it is none of that currency, or negative.</summary>
    public static Money? Minor(this JsonElement element, string? currency) =>
        CurrencyCode.TryParse(currency?.ToUpperInvariant(), out var code) && long.TryParse(element.Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            ? new Money(minor, code)
            : null;
}
