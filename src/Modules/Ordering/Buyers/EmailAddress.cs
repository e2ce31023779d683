using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Diner.Ordering.Buyers;

/// <summary>
/// An e-mail address as buyers have them: the dot-atom form of RFC 5321, section 4.1.2, with a domain of at least two labels that may be
/// international (IDNA, stored in its ASCII form). Quoted local parts, comments and address literals are not taken.
/// </summary>
public readonly partial record struct EmailAddress
{
    /// <summary>Characters of the longest address (RFC 5321, section 4.5.3.1.3, without the angle brackets).</summary>
    public const int LengthMax = 254;

    private const int LocalLengthMax = 64;

    private EmailAddress(string local, string domain) => Value = $"{local}@{domain}";

    /// <summary>The address to send to: the local part as written, the domain in lower-case ASCII.</summary>
    public string Value { get; }

    /// <summary>The form in which two spellings of one mailbox are alike: lower case throughout.</summary>
    public string Normalised => Value.ToLowerInvariant();

    /// <summary>False for anything mail cannot be sent to; blanks around it are forgiven.</summary>
    public static bool TryParse(string? text, out EmailAddress email)
    {
        email = default;
        var trimmed = text?.Trim() ?? "";
        var at = trimmed.LastIndexOf('@');
        if (trimmed.Length > LengthMax || at < 1 || at > LocalLengthMax)
            return false;
        var local = trimmed[..at];
        if (!DotAtom().IsMatch(local) || !TryAsciiDomain(trimmed[(at + 1)..], out var domain) || at + 1 + domain.Length > LengthMax)
            return false;
        email = new EmailAddress(local, domain);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";

    private static bool TryAsciiDomain(string written, out string domain)
    {
        domain = "";
        try
        {
            domain = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(written.Normalize(NormalizationForm.FormKC)).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            // No domain: an empty or over-long label, a character no label has, an unpaired surrogate.
            return false;
        }

        return Domain().IsMatch(domain);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex DotAtom();

    // The last label is a name, never a number: 1.2.3.4 is no domain.
    [GeneratedRegex(@"\A([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Domain();
}
