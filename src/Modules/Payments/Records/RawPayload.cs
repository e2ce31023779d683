using System.Text.RegularExpressions;

namespace Diner.Payments.Records;

/// <summary>A notification as people may read it: decoded, one field a line, without what would let somebody send it again.</summary>
internal static partial class RawPayload
{
    private const string Mask = "***";

    /// <summary>The text with the values of signatures, keys and tokens replaced; the text of a record that is no form stays as it is.</summary>
    public static string Masked(string raw)
    {
        if (raw.TrimStart().StartsWith('{') || !raw.Contains('=', StringComparison.Ordinal))
            return SecretInJson().Replace(raw, $"$1\"{Mask}\"");
        var fields = raw.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(field => field.Split('=', 2));
        return string.Join('\n', fields.Select(field => $"{Decode(field[0])} = {Value(field)}"));
    }

    private static string Value(string[] field)
    {
        if (field.Length < 2)
            return "";
        return IsSecret().IsMatch(Decode(field[0])) ? Mask : Decode(field[1]);
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    [GeneratedRegex("^(sign|signature|paysign|key|secret|token|password|nonce)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IsSecret();

    [GeneratedRegex("""("(?:sign|signature|paySign|key|secret|token|password|nonce)"\s*:\s*)"[^"]*"?""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretInJson();
}
