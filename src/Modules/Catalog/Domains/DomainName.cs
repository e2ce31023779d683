using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Diner.Catalog.Domains;

/// <summary>A host name a shop may have of its own.</summary>
public static partial class DomainName
{
    /// <summary>Characters of a host name at most.</summary>
    public const int LengthMax = 253;

    // RFC 2606 and RFC 6762: these never lead to a shop of the open internet.
    private static readonly string[] Reserved = ["localhost", "local", "invalid", "internal", "onion"];

    /// <summary>
    /// The name as it is stored and compared: lower case, international names in their ASCII form. Null when it is none: an address with a
    /// scheme or a port, a number, a name without a dot.
    /// </summary>
    public static string? Normalise(string text)
    {
        string ascii;
        try
        {
            ascii = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(text.Trim().TrimEnd('.')).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }

        return ascii.Length <= LengthMax && Pattern().IsMatch(ascii) && !IPAddress.TryParse(ascii, out _) && !Array.Exists(Reserved, last => ascii.EndsWith($".{last}", StringComparison.Ordinal)) ? ascii : null;
    }

    [GeneratedRegex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
