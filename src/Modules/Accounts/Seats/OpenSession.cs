using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Diner.Accounts.Letters;
using Diner.Accounts.Staff;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Accounts.Seats;

/// <summary>Opens the session of somebody who proved who they are, and writes to them when the browser is new.</summary>
internal sealed class OpenSession(Sessions sessions, SignInHistory history, IStaffPost post, AuditTrail audit, Database database)
{
    /// <summary>
    /// The token for the cookie. A passkey is both factors: its session has the second one already.
    /// <see cref="ProblemCode.AccountLocked"/> while the operator keeps the account locked.
    /// </summary>
    public async Task<Result<string>> RunAsync(StaffMember staff, SignInPlace place, SignInOutcome outcome, CancellationToken ct)
    {
        if (staff.LockedAt is not null)
            return await RefuseAsync(staff, place, ct);
        await using var work = await database.BeginAsync(ct);
        var isNew = await IsNewAsync(work.Db, staff.Id, place.DeviceHash, ct);
        var (session, token) = await sessions.AddAsync(work, staff, place, outcome == SignInOutcome.Passkey, ct);
        history.Add(work, staff.Id, outcome, place);
        if (isNew)
            await post.AddAsync(work, StaffLetterKind.NewDevice, session.Value, ct);
        await audit.AddAsync(
            work,
            new Actor(ActorKind.Staff, staff.Id.Value, staff.Email, place.Address),
            new AuditEntry("session.opened", staff.Email) { Merchant = staff.MerchantId, SubjectId = staff.Id.Value }, ct);
        await work.CommitAsync(ct);
        return token;
    }

    // Only who proved who they are is told that the account is locked.
    private async Task<Problem> RefuseAsync(StaffMember staff, SignInPlace place, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        history.Add(work, staff.Id, SignInOutcome.Refused, place);
        var entry = new AuditEntry("session.refused", staff.Email) { Merchant = staff.MerchantId, SubjectId = staff.Id.Value, Succeeded = false, Why = ProblemCode.AccountLocked.ToWire() };
        await audit.AddAsync(work, Actor.Visitor(staff.Email, place.Address), entry, ct);
        await work.CommitAsync(ct);
        return new Problem(ProblemCode.AccountLocked, "This account is locked by the operator. Ask them to unlock it.");
    }

    // The first sign-in of all is no news.
    private static async Task<bool> IsNewAsync(DinerDb db, StaffId staff, byte[] device, CancellationToken ct)
    {
        var earlier = db.Set<Session>().Where(s => s.StaffId == staff);
        return await earlier.AnyAsync(ct) && !await earlier.AnyAsync(s => s.DeviceHash == device, ct);
    }
}
