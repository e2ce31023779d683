using Diner.Accounts.Seats;
using Diner.Accounts.Staff;
using Diner.Accounts.Tries;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Diner.Accounts.Passkeys;

/// <summary>Signs a person in with a passkey, or proves the second factor of a session with one.</summary>
public sealed class UsePasskey
{
    private const string SignInPurpose = "sign in";

    private readonly Database _database;
    private readonly Ceremonies _ceremonies;
    private readonly OpenSession _open;
    private readonly TryGate _tries;
    private readonly AuditTrail _audit;

    internal UsePasskey(Database database, Ceremonies ceremonies, OpenSession open, TryGate tries, AuditTrail audit) =>
        (_database, _ceremonies, _open, _tries, _audit) = (database, ceremonies, open, tries, audit);

    /// <summary>What the browser is asked: any passkey of ours to sign in, or one of the person's to prove the second factor.</summary>
    public async Task<PasskeyChallenge> OfferAsync(Seat? seat, HttpContext http, CancellationToken ct)
    {
        await using var db = _database.Read();
        var staff = StaffIdentity.Over(db);
        var person = seat is null ? null : await staff.FindByIdAsync(seat.StaffId.Value.ToString("D"));
        var asked = await StaffIdentity.Passkeys(staff).MakeRequestOptionsAsync(person, http);
        return new PasskeyChallenge(asked.RequestOptionsJson, await _ceremonies.SealAsync(Purpose(seat), asked.AssertionState!, ct));
    }

    /// <summary>
    /// The token for the session's cookie. <see cref="ProblemCode.InvalidCode"/> alike for whatever does not answer our challenge,
    /// <see cref="ProblemCode.TooManyRequests"/> after thirty of them from one network address.
    /// </summary>
    public async Task<Result<string>> SignInAsync(PasskeyAnswer answer, SignInPlace place, HttpContext http, CancellationToken ct)
    {
        var limit = TryLimits.Address(place.Address);
        var turn = await _tries.TakeAsync([limit], ct);
        if (!turn.IsOpen)
            return turn.ToProblem();
        if (await ProveAsync(null, answer, http, (_, _) => Task.CompletedTask, ct) is not { } staff)
        {
            await _audit.AddAsync(Actor.Visitor("", place.Address), new AuditEntry("session.refused", "passkey") { Succeeded = false }, ct);
            return Refused;
        }

        await _tries.ForgetAsync([limit], ct);
        return await _open.RunAsync(staff, place, SignInOutcome.Passkey, ct);
    }

    /// <summary>The session has its second factor from now. <see cref="ProblemCode.InvalidCode"/> for whatever does not answer our challenge.</summary>
    public async Task<Result<SessionId>> ProveAsync(Actor actor, Seat seat, PasskeyAnswer answer, HttpContext http, CancellationToken ct)
    {
        var proved = await ProveAsync(seat, answer, http, async (work, now) =>
        {
            await SessionMarks.ProveAsync(work, seat.SessionId, now, ct);
            await _audit.AddAsync(work, actor, new AuditEntry("second_factor.proved", seat.Email) { Merchant = seat.Merchant, SubjectId = seat.StaffId.Value }, ct);
        }, ct);
        return proved is null ? Refused : seat.SessionId;
    }

    private static Problem Refused => new(ProblemCode.InvalidCode, "The passkey was not taken. Try again, or use your password.");

    private static string Purpose(Seat? seat) => seat is null ? SignInPurpose : $"prove {seat.SessionId.Value:D}";

    private async Task<StaffMember?> ProveAsync(Seat? seat, PasskeyAnswer answer, HttpContext http, Func<UnitOfWork, DateTimeOffset, Task> then, CancellationToken ct)
    {
        if (await _ceremonies.OpenAsync(Purpose(seat), answer.State, ct) is not { } state)
            return null;
        await using var work = await _database.BeginAsync(ct);
        var staff = StaffIdentity.Over(work.Db);
        var asserted = await StaffIdentity.Passkeys(staff).PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http, CredentialJson = answer.Credential, AssertionState = state });
        if (!asserted.Succeeded || !await _ceremonies.UseAsync(work, answer.State, ct))
            return null;
        await staff.AddOrUpdatePasskeyAsync(asserted.User, asserted.Passkey);
        var used = await work.Db.Set<Passkey>().SingleAsync(p => p.CredentialId == asserted.Passkey.CredentialId, ct);
        used.UsedAt = _ceremonies.Now;
        await then(work, _ceremonies.Now);
        await work.CommitAsync(ct);
        return asserted.User;
    }
}
