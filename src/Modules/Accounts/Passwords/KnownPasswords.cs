using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Diner.Accounts.Passwords;

/// <summary>
/// Passwords that attackers try first. We ship a list of those with at least twelve characters, made by <c>tools/make-common-passwords.py</c>;
/// the operator may name a larger one, see <see cref="AccountsOptions.BreachedPasswords"/>.
/// </summary>
internal sealed class KnownPasswords(AccountsOptions options)
{
    private const string Resource = "common-passwords.txt";

    private static readonly Lazy<FrozenSet<string>> Shipped = new(Load);

    /// <summary>True when it is on one of the lists. Capitals and the blanks around it make no difference.</summary>
    public bool Contains(string password) =>
        Shipped.Value.Contains(password.Trim().ToLowerInvariant()) || (options.BreachedPasswords is { } file && HashFile.Contains(file, Sha1(password)));

#pragma warning disable CA5350 // The published lists are of SHA-1: it is an index here, and protects nothing.
    private static string Sha1(string password) => Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(password)));
#pragma warning restore CA5350

    private static FrozenSet<string> Load()
    {
        using var reader = new StreamReader(typeof(KnownPasswords).Assembly.GetManifestResourceStream(Resource)!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
    }
}
