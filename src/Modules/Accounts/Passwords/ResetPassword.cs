using Diner.Accounts.Letters;
using Diner.Accounts.Seats;
using Diner.Accounts.Staff;
using Diner.Data.Audit;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Accounts.Passwords;

/// <summary>Sets another password for whoever holds the mailed link. The second factor is asked for as ever at the next sign-in.</summary>
public sealed class ResetPassword
{
    private static readonly SqlText Use = "update accounts_password_links set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2";

    private readonly Database _database;
    private readonly PasswordRules _rules;
    private readonly AuditTrail _audit;
    private readonly TimeProvider _clock;

    internal ResetPassword(Database database, PasswordRules rules, AuditTrail audit, TimeProvider clock) => (_database, _rules, _audit, _clock) = (database, rules, audit, clock);

    /// <summary>True while the link opens: false alike for one that was used, replaced, is too old or was never ours.</summary>
    public async Task<bool> IsOpenAsync(string token, CancellationToken ct) => await FindAsync(token, ct) is not null;

    /// <summary>
    /// Whose password it is now; all of the person's sessions end. <see cref="ProblemCode.NotFound"/> for a link that does not open; what is
    /// wrong with the password leaves it open.
    /// </summary>
    public async Task<Result<StaffId>> RunAsync(string token, string password, string address, CancellationToken ct)
    {
        if (await FindAsync(token, ct) is not { } staff)
            return Closed;
        if (await _rules.CheckAsync(password, staff.Email, staff.Id, ct) is { } wrong)
            return wrong;
        var (hash, now) = (StaffPasswords.Hash(password), _clock.GetUtcNow());
        await using var work = await _database.BeginAsync(ct);
        if (await work.RunAsync(Use, ct, LinkTokens.Hash(token), now) == 0)
            return Closed;
        await PasswordRules.RememberAsync(work, staff.Id, now, ct);
        await StaffPasswords.StoreAsync(work, staff.Id, hash, now, ct);
        await SessionMarks.EndOthersAsync(work, staff.Id, default, now, ct);
        await _audit.AddAsync(work, Actor.Visitor(staff.Email, address), new AuditEntry("password.reset", staff.Email) { Merchant = staff.MerchantId, SubjectId = staff.Id.Value }, ct);
        await work.CommitAsync(ct);
        return staff.Id;
    }

    private static Problem Closed => new(ProblemCode.NotFound, "This link does not open anything: it was used, replaced, or is too old. Ask for a new one.");

    private async Task<StaffMember?> FindAsync(string token, CancellationToken ct)
    {
        if (!LinkTokens.IsToken(token))
            return null;
        var (hash, now) = (LinkTokens.Hash(token), _clock.GetUtcNow());
        await using var db = _database.Read();
        return await (
            from link in db.Set<PasswordLink>()
            join staff in db.Set<StaffMember>() on link.StaffId equals staff.Id
            where link.TokenHash == hash && link.UsedAt == null && link.ExpiresAt > now
            select staff).SingleOrDefaultAsync(ct);
    }
}
