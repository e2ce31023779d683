using System.Net.Mail;

namespace Diner.Accounts.Staff;

/// <summary>Reads the e-mail address a staff member signs in with.</summary>
internal static class StaffEmail
{
    /// <summary>Characters of the longest address (RFC 5321, section 4.5.3.1.3, without the angle brackets).</summary>
    public const int LengthMax = 254;

    /// <summary>The address in lower case; null when it is none, or has no domain of at least two labels.</summary>
    public static string? Read(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length > LengthMax || trimmed.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            return null;
        if (!MailAddress.TryCreate(trimmed, out var address) || address.Address != trimmed)
            return null;
        return address.Host.Trim('.') == address.Host && address.Host.Contains('.', StringComparison.Ordinal) ? trimmed.ToLowerInvariant() : null;
    }
}
