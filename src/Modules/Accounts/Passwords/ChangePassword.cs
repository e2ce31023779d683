using Diner.Accounts.Seats;
using Diner.Accounts.Staff;
using Diner.Accounts.Tries;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Accounts.Passwords;

/// <summary>Changes one's own password.</summary>
public sealed class ChangePassword
{
    private readonly Database _database;
    private readonly PasswordRules _rules;
    private readonly TryGate _tries;
    private readonly AuditTrail _audit;
    private readonly TimeProvider _clock;

    internal ChangePassword(Database database, PasswordRules rules, TryGate tries, AuditTrail audit, TimeProvider clock) =>
        (_database, _rules, _tries, _audit, _clock) = (database, rules, tries, audit, clock);

    /// <summary>
    /// The person's other sessions end. <see cref="ProblemCode.InvalidCode"/> when the password in use is not right,
    /// <see cref="ProblemCode.TooManyRequests"/> when that was tried too often; else what is wrong with the new one.
    /// </summary>
    public async Task<Result<StaffId>> RunAsync(Actor actor, Seat seat, string current, string password, CancellationToken ct)
    {
        var limit = TryLimits.Account(seat.Email);
        var turn = await _tries.TakeAsync([limit], ct);
        if (!turn.IsOpen)
            return turn.ToProblem();
        if (StaffPasswords.Verify(await HashAsync(seat.StaffId, ct), current) == PasswordMatch.Wrong)
            return new Problem(ProblemCode.InvalidCode, "This is not your password.", "current");
        await _tries.ForgetAsync([limit], ct);
        if (await _rules.CheckAsync(password, seat.Email, seat.StaffId, ct) is { } wrong)
            return wrong;
        var (hash, now) = (StaffPasswords.Hash(password), _clock.GetUtcNow());
        await using var work = await _database.BeginAsync(ct);
        await PasswordRules.RememberAsync(work, seat.StaffId, now, ct);
        await StaffPasswords.StoreAsync(work, seat.StaffId, hash, now, ct);
        await SessionMarks.EndOthersAsync(work, seat.StaffId, seat.SessionId, now, ct);
        await _audit.AddAsync(work, actor, new AuditEntry("password.changed", seat.Email) { Merchant = seat.Merchant, SubjectId = seat.StaffId.Value }, ct);
        await work.CommitAsync(ct);
        return seat.StaffId;
    }

    private async Task<string> HashAsync(StaffId staff, CancellationToken ct)
    {
        await using var db = _database.Read();
        return await db.Set<StaffMember>().Where(s => s.Id == staff).Select(s => s.PasswordHash).SingleAsync(ct);
    }
}
