using Diner.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Diner.Accounts.Staff;

/// <summary>
/// Which passwords a staff member may have, and their hashes: version 3 of ASP.NET Core Identity's format, PBKDF2-HMAC-SHA-512,
/// with the rounds OWASP's password storage cheat sheet asks of it.
/// </summary>
public static class StaffPasswords
{
    /// <summary>Characters of the shortest password.</summary>
    public const int LengthMin = 12;

    /// <summary>Characters of the longest password.</summary>
    public const int LengthMax = 128;

    private const int Rounds = 210_000;

    private static readonly PasswordHasher<object> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));

    /// <summary>What is wrong with it; null when it may be taken. Any characters will do: length is what counts (NIST SP 800-63B, section 5.1.1.2).</summary>
    internal static Problem? Check(string password, string email)
    {
        if (password.Length is < LengthMin or > LengthMax)
            return Refuse($"Choose a password of {LengthMin} to {LengthMax} characters.");
        return password.Trim().Equals(email, StringComparison.OrdinalIgnoreCase) ? Refuse("The password must not be the e-mail address.") : null;
    }

    /// <summary>The hash to store. It takes a tenth of a second of processor time or so, by intent.</summary>
    internal static string Hash(string password) => Hasher.HashPassword(string.Empty, password);

    /// <summary>True when the password is the hashed one.</summary>
    internal static bool Matches(string hash, string password) =>
        password.Length <= LengthMax && Hasher.VerifyHashedPassword(string.Empty, hash, password) != PasswordVerificationResult.Failed;

    private static Problem Refuse(string sentence) => new(ProblemCode.InvalidPassword, sentence, "password");
}
