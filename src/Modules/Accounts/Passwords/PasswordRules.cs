using Diner.Accounts.Staff;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Accounts.Passwords;

/// <summary>
/// Which password a person may have: of 12 to 128 characters, not the address, none that everybody tries, none of the person's last five.
/// Nothing is asked about kinds of characters: length is what counts (NIST SP 800-63B, section 5.1.1.2).
/// </summary>
internal sealed class PasswordRules(Database database, KnownPasswords known)
{
    /// <summary>How many of a person's last passwords may not come again, the one in use among them.</summary>
    public const int RememberedCount = 5;

    /// <summary>
    /// What is wrong with it; null when it may be taken: <see cref="ProblemCode.InvalidPassword"/>, <see cref="ProblemCode.BreachedPassword"/>,
    /// <see cref="ProblemCode.ReusedPassword"/>.
    /// </summary>
    public async Task<Problem?> CheckAsync(string password, string email, StaffId? staff, CancellationToken ct)
    {
        if (StaffPasswords.Check(password, email) is { } wrong)
            return wrong;
        if (known.Contains(password))
            return new Problem(ProblemCode.BreachedPassword, "This password is on the list that attackers try first. Choose another.", "password");
        return staff is { } id && await WasUsedAsync(id, password, ct)
            ? new Problem(ProblemCode.ReusedPassword, $"This is one of your last {RememberedCount} passwords. Choose a new one.", "password")
            : null;
    }

    /// <summary>Keeps the password that is replaced, and forgets the oldest beyond those remembered.</summary>
    public static async Task RememberAsync(UnitOfWork work, StaffId staff, DateTimeOffset now, CancellationToken ct)
    {
        await work.RunAsync("insert into accounts_old_passwords (staff_id, replaced_at, hash) select id, $2, password_hash from accounts_staff where id = $1", ct, staff.Value, now);
        await work.RunAsync(
            """
            delete from accounts_old_passwords
            where staff_id = $1 and replaced_at not in (select replaced_at from accounts_old_passwords where staff_id = $1 order by replaced_at desc limit $2)
            """, ct, staff.Value, RememberedCount - 1);
    }

    private async Task<bool> WasUsedAsync(StaffId staff, string password, CancellationToken ct)
    {
        await using var db = database.Read();
        var current = await db.Set<StaffMember>().Where(s => s.Id == staff).Select(s => s.PasswordHash).ToListAsync(ct);
        var old = await db.Set<OldPassword>().Where(o => o.StaffId == staff).Select(o => o.Hash).ToListAsync(ct);
        return current.Concat(old).Any(hash => StaffPasswords.Verify(hash, password) != PasswordMatch.Wrong);
    }
}

internal sealed class OldPassword
{
    public StaffId StaffId { get; init; }

    public DateTimeOffset ReplacedAt { get; init; }

    public required string Hash { get; init; }
}
