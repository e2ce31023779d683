using Diner.Accounts.Letters;
using Diner.Accounts.Staff;
using Diner.Accounts.Tries;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Accounts.Seats;

/// <summary>Signs a person in with address and password.</summary>
public sealed class SignIn
{
    // Compared against when there is no such account, so that both refusals take as long.
    private static readonly string NobodysHash = StaffPasswords.Hash("nobody has this password");

    private readonly Database _database;
    private readonly OpenSession _open;
    private readonly SignInHistory _history;
    private readonly TryGate _tries;
    private readonly AuditTrail _audit;

    internal SignIn(Database database, OpenSession open, SignInHistory history, TryGate tries, AuditTrail audit) =>
        (_database, _open, _history, _tries, _audit) = (database, open, history, tries, audit);

    /// <summary>
    /// The token for the session's cookie. A wrong password and an unknown address are refused alike with <see cref="ProblemCode.NotFound"/>.
    /// After five wrong ones for one address of mail, known or not, or thirty from one network address, no password is looked at for a minute,
    /// then two, four and so on, at most four hours: <see cref="ProblemCode.TooManyRequests"/>.
    /// </summary>
    public async Task<Result<string>> RunAsync(string email, string password, SignInPlace place, CancellationToken ct)
    {
        var address = StaffEmail.Read(email);
        TryLimit[] limits = [TryLimits.Account(address ?? email.Trim()), TryLimits.Address(place.Address)];
        var turn = await _tries.TakeAsync(limits, ct);
        if (!turn.IsOpen)
            return turn.ToProblem();
        var staff = address is null ? null : await FindAsync(address, ct);
        var match = StaffPasswords.Verify(staff?.PasswordHash ?? NobodysHash, password);
        if (match == PasswordMatch.Wrong || staff is null)
            return await RefuseAsync(address ?? "", staff, turn, place, ct);
        await _tries.ForgetAsync(limits, ct);
        if (match == PasswordMatch.RightButWeak)
            await StrengthenAsync(staff, password, ct);
        return await _open.RunAsync(staff, place, SignInOutcome.Password, ct);
    }

    private async Task<Problem> RefuseAsync(string address, StaffMember? staff, TryTurn turn, SignInPlace place, CancellationToken ct)
    {
        await using var work = await _database.BeginAsync(ct);
        if (staff is not null)
            _history.Add(work, staff.Id, turn.Closes ? SignInOutcome.Locked : SignInOutcome.WrongPassword, place);
        var entry = new AuditEntry(turn.Closes ? "account.locked" : "session.refused", address) { Merchant = staff?.MerchantId, SubjectId = staff?.Id.Value, Succeeded = false };
        await _audit.AddAsync(work, Actor.Visitor(address, place.Address), entry, ct);
        await work.CommitAsync(ct);
        return new Problem(ProblemCode.NotFound, "The e-mail address or the password is not right.");
    }

    private async Task StrengthenAsync(StaffMember staff, string password, CancellationToken ct)
    {
        var strong = StaffPasswords.Hash(password);
        await using var work = await _database.BeginAsync(ct);
        await StaffPasswords.RehashAsync(work, staff.Id, staff.PasswordHash, strong, ct);
        await work.CommitAsync(ct);
    }

    private async Task<StaffMember?> FindAsync(string email, CancellationToken ct)
    {
        await using var db = _database.Read();
        return await db.Set<StaffMember>().SingleOrDefaultAsync(s => s.Email == email, ct);
    }
}
