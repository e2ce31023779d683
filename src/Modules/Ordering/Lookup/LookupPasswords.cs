using System.Globalization;
using System.Security.Cryptography;

namespace Diner.Ordering.Lookup;

/// <summary>
/// Hashes of look-up passwords: PBKDF2-HMAC-SHA-256 (RFC 8018) with 16 random bytes of salt, stored as <c>pbkdf2-sha256$rounds$salt$hash</c>.
/// One takes some tens of milliseconds of processor time, by intent.
/// </summary>
public static class LookupPasswords
{
    /// <summary>Characters of the shortest password.</summary>
    public const int LengthMin = 4;

    /// <summary>Characters of the longest password.</summary>
    public const int LengthMax = 64;

    private const string Scheme = "pbkdf2-sha256";
    private const int Rounds = 100_000;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    /// <summary>True when a buyer may choose it.</summary>
    public static bool IsAcceptable(string password) => password.Length is >= LengthMin and <= LengthMax;

    /// <summary>The hash to store.</summary>
    public static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return string.Create(CultureInfo.InvariantCulture, $"{Scheme}${Rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(password, salt, Rounds))}");
    }

    /// <summary>
    /// Compares in constant time. Without a stored hash it works as long and says false, so that an order that does not exist,
    /// one without a password and one with another password take the same time.
    /// </summary>
    public static bool Verify(string password, string? stored)
    {
        if (stored?.Split('$') is not [Scheme, var rounds, var salt, var hash])
        {
            Derive(password, new byte[SaltBytes], Rounds);
            return false;
        }

        var derived = Derive(password, Convert.FromBase64String(salt), int.Parse(rounds, CultureInfo.InvariantCulture));
        return CryptographicOperations.FixedTimeEquals(derived, Convert.FromBase64String(hash)) && password.Length <= LengthMax;
    }

    // A hostile password of a megabyte costs no more than a real one.
    private static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(password.Length > LengthMax ? password[..LengthMax] : password, salt, rounds, HashAlgorithmName.SHA256, HashBytes);
}
