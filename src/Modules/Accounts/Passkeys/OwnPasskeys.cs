using System.Buffers.Text;
using Diner.Accounts.Seats;
using Diner.Accounts.Staff;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Diner.Accounts.Passkeys;

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="Id">The credential's id in base64url.</param>
/// <param name="Name">What the person calls it.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="UsedAt">The last sign-in with it, or null.</param>
public sealed record PasskeyView(string Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? UsedAt);

/// <summary>A person's own passkeys: register, list, rename, remove.</summary>
public sealed class OwnPasskeys
{
    /// <summary>Characters of the longest name.</summary>
    public const int NameCharsMax = 60;

    /// <summary>The most passkeys of one person.</summary>
    public const int CountMax = 20;

    private const int IdBytesMax = 1023;

    private readonly Database _database;
    private readonly Ceremonies _ceremonies;
    private readonly AuditTrail _audit;
    private readonly TimeProvider _clock;

    internal OwnPasskeys(Database database, Ceremonies ceremonies, AuditTrail audit, TimeProvider clock) => (_database, _ceremonies, _audit, _clock) = (database, ceremonies, audit, clock);

    /// <summary>The person's passkeys, the oldest first.</summary>
    public async Task<IReadOnlyList<PasskeyView>> ListAsync(Seat seat, CancellationToken ct)
    {
        await using var db = _database.Read();
        return [.. (await db.Set<Passkey>().Where(p => p.StaffId == seat.StaffId).OrderBy(p => p.CreatedAt).ToListAsync(ct)).Select(p => new PasskeyView(Base64Url.EncodeToString(p.CredentialId), p.Name, p.CreatedAt, p.UsedAt))];
    }

    /// <summary>What the browser is asked in order to make one.</summary>
    public async Task<PasskeyChallenge> OfferAsync(Seat seat, HttpContext http, CancellationToken ct)
    {
        await using var db = _database.Read();
        var entity = new PasskeyUserEntity { Id = seat.StaffId.Value.ToString("D"), Name = seat.Email, DisplayName = seat.Name };
        var made = await StaffIdentity.Passkeys(StaffIdentity.Over(db)).MakeCreationOptionsAsync(entity, http);
        return new PasskeyChallenge(made.CreationOptionsJson, await _ceremonies.SealAsync(Purpose(seat), made.AttestationState!, ct));
    }

    /// <summary>
    /// Registers what the browser made, and proves the session's second factor with it; the person's other sessions end.
    /// <see cref="ProblemCode.InvalidCode"/> when it does not answer our challenge, <see cref="ProblemCode.LimitReached"/> at twenty,
    /// <see cref="ProblemCode.WrongState"/> when the person has a second factor and did not prove it just now.
    /// </summary>
    public async Task<Result<string>> RegisterAsync(Actor actor, Seat seat, PasskeyAnswer answer, HttpContext http, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        if (seat.HasSecondFactor && !seat.IsProven(now))
            return new Problem(ProblemCode.WrongState, "Prove your second factor first.");
        if ((await ListAsync(seat, ct)).Count >= CountMax)
            return new Problem(ProblemCode.LimitReached, $"You have {CountMax} passkeys. Remove one first.");
        if (await _ceremonies.OpenAsync(Purpose(seat), answer.State, ct) is not { } state)
            return Refused;
        await using var work = await _database.BeginAsync(ct);
        var staff = StaffIdentity.Over(work.Db);
        var attested = await StaffIdentity.Passkeys(staff).PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = http, CredentialJson = answer.Credential, AttestationState = state });
        if (!attested.Succeeded || !await _ceremonies.UseAsync(work, answer.State, ct))
            return Refused;
        attested.Passkey.Name = NameOf(answer.Name);
        await staff.AddOrUpdatePasskeyAsync((await staff.FindByIdAsync(seat.StaffId.Value.ToString("D")))!, attested.Passkey);
        await SessionMarks.ProveAsync(work, seat.SessionId, now, ct);
        await SessionMarks.EndOthersAsync(work, seat.StaffId, seat.SessionId, now, ct);
        await _audit.AddAsync(work, actor, About("passkey.registered", seat, attested.Passkey.Name), ct);
        await work.CommitAsync(ct);
        return attested.Passkey.Name;
    }

    /// <summary>Calls one something else; <see cref="ProblemCode.NotFound"/> when it is not the person's.</summary>
    public Task<Result<string>> RenameAsync(Actor actor, Seat seat, string id, string name, CancellationToken ct) =>
        ChangeAsync(actor, seat, id, "passkey.renamed", (_, passkey) => passkey.Name = NameOf(name), ct);

    /// <summary>
    /// Removes one; the person's other sessions end. <see cref="ProblemCode.NotFound"/> when it is not the person's,
    /// <see cref="ProblemCode.WrongState"/> when the second factor was not proved just now.
    /// </summary>
    public async Task<Result<string>> RemoveAsync(Actor actor, Seat seat, string id, CancellationToken ct)
    {
        if (!seat.IsProven(_clock.GetUtcNow()))
            return new Problem(ProblemCode.WrongState, "Prove your second factor first.");
        return await ChangeAsync(actor, seat, id, "passkey.removed", (work, passkey) => work.Db.Remove(passkey), ct);
    }

    private static Problem Refused => new(ProblemCode.InvalidCode, "The passkey was not taken. Try again.");

    private static string Purpose(Seat seat) => $"register {seat.SessionId.Value:D}";

    private static string NameOf(string typed) => typed.Trim() is { Length: > 0 } name ? name[..Math.Min(name.Length, NameCharsMax)] : "Passkey";

    private static AuditEntry About(string action, Seat seat, string name) => new(action, seat.Email) { Merchant = seat.Merchant, SubjectId = seat.StaffId.Value, After = new { Name = name } };

    private async Task<Result<string>> ChangeAsync(Actor actor, Seat seat, string id, string action, Action<UnitOfWork, Passkey> change, CancellationToken ct)
    {
        if (!Base64Url.IsValid(id, out var length) || length is 0 or > IdBytesMax)
            return new Problem(ProblemCode.NotFound, "There is no such passkey.");
        var credential = Base64Url.DecodeFromChars(id);
        await using var work = await _database.BeginAsync(ct);
        if (await work.Db.Set<Passkey>().SingleOrDefaultAsync(p => p.CredentialId == credential && p.StaffId == seat.StaffId, ct) is not { } passkey)
            return new Problem(ProblemCode.NotFound, "There is no such passkey.");
        change(work, passkey);
        if (action == "passkey.removed")
            await SessionMarks.EndOthersAsync(work, seat.StaffId, seat.SessionId, _clock.GetUtcNow(), ct);
        await _audit.AddAsync(work, actor, About(action, seat, passkey.Name), ct);
        await work.CommitAsync(ct);
        return passkey.Name;
    }
}

/// <summary>What the browser answered to a <see cref="PasskeyChallenge"/>.</summary>
/// <param name="Credential">What <c>navigator.credentials</c> gave, as JSON.</param>
/// <param name="State">The challenge's own.</param>
/// <param name="Name">What the person calls it; only when one is made.</param>
public sealed record PasskeyAnswer(string Credential, string State, string Name = "");
