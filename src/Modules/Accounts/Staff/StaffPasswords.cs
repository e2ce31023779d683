using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Diner.Accounts.Staff;

/// <summary>Whether a password is the hashed one.</summary>
internal enum PasswordMatch
{
    /// <summary>It is not.</summary>
    Wrong,

    /// <summary>It is.</summary>
    Right,

    /// <summary>It is, and the hash was made with fewer rounds than today's: store a new one.</summary>
    RightButWeak,
}

/// <summary>
/// The length of staff members' passwords, and their hashes: version 3 of ASP.NET Core Identity's format, PBKDF2-HMAC-SHA-512,
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

    private static readonly SqlText Store = "update accounts_staff set password_hash = $2, password_set_at = $3 where id = $1";
    private static readonly SqlText Rehash = "update accounts_staff set password_hash = $3 where id = $1 and password_hash = $2";

    /// <summary>What is wrong with it at first sight; null when nothing is.</summary>
    internal static Problem? Check(string password, string email)
    {
        if (password.Length is < LengthMin or > LengthMax)
            return Refuse($"Choose a password of {LengthMin} to {LengthMax} characters.");
        return password.Trim().Equals(email, StringComparison.OrdinalIgnoreCase) ? Refuse("The password must not be the e-mail address.") : null;
    }

    /// <summary>The hash to store. It takes a tenth of a second of processor time or so, by intent.</summary>
    internal static string Hash(string password) => Hasher.HashPassword(string.Empty, password);

    /// <summary>Whether the password is the hashed one.</summary>
    internal static PasswordMatch Verify(string hash, string password)
    {
        if (password.Length > LengthMax)
            return PasswordMatch.Wrong;
        return Hasher.VerifyHashedPassword(string.Empty, hash, password) switch
        {
            PasswordVerificationResult.Success => PasswordMatch.Right,
            PasswordVerificationResult.SuccessRehashNeeded => PasswordMatch.RightButWeak,
            _ => PasswordMatch.Wrong,
        };
    }

    /// <summary>Stores another password.</summary>
    internal static Task StoreAsync(UnitOfWork work, StaffId staff, string hash, DateTimeOffset now, CancellationToken ct) => work.RunAsync(Store, ct, staff.Value, hash, now);

    /// <summary>Stores a stronger hash of the same password, unless another password took its place meanwhile.</summary>
    internal static Task RehashAsync(UnitOfWork work, StaffId staff, string weak, string strong, CancellationToken ct) => work.RunAsync(Rehash, ct, staff.Value, weak, strong);

    private static Problem Refuse(string sentence) => new(ProblemCode.InvalidPassword, sentence, "password");
}
