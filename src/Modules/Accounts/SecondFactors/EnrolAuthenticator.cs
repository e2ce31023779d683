using Diner.Accounts.Seats;
using Diner.Accounts.Staff;
using Diner.Data.Audit;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Accounts.SecondFactors;

/// <summary>What somebody who enrols puts into an authenticator app.</summary>
/// <param name="Secret">To be typed.</param>
/// <param name="Address">To be shown as a QR code.</param>
public sealed record AuthenticatorOffer(string Secret, string Address);

/// <summary>Gives a person an authenticator app as second factor, or another one in place of it, and recovery codes with it.</summary>
public sealed class EnrolAuthenticator
{
    /// <summary>What the app calls us.</summary>
    private const string Issuer = "Diner";

    private static readonly SqlText Store = "update accounts_staff set totp_secret = $2, totp_step = $3, totp_since = $4 where id = $1";

    private readonly Database _database;
    private readonly TotpSecrets _secrets;
    private readonly RecoveryCodes _codes;
    private readonly AuditTrail _audit;
    private readonly TimeProvider _clock;

    internal EnrolAuthenticator(SecondFactorTools tools, AuditTrail audit) =>
        (_database, _secrets, _codes, _clock, _audit) = (tools.Database, tools.Secrets, tools.Codes, tools.Clock, audit);

    /// <summary>The secret to enrol; the same until it is enrolled or the session ends.</summary>
    public async Task<AuthenticatorOffer> OfferAsync(Seat seat, CancellationToken ct)
    {
        var secret = await OfferedAsync(seat, ct);
        return new AuthenticatorOffer(Totp.ToText(secret), Totp.ToAddress(secret, Issuer, seat.Email));
    }

    /// <summary>
    /// The recovery codes, which are shown this once. The session has its second factor with it; every other session of the person ends.
    /// <see cref="ProblemCode.InvalidCode"/> when the app's code does not belong to the secret, <see cref="ProblemCode.WrongState"/> when the
    /// person has a second factor and did not prove it just now.
    /// </summary>
    public async Task<Result<IReadOnlyList<string>>> RunAsync(Actor actor, Seat seat, string code, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        if (seat.HasSecondFactor && !seat.IsProven(now))
            return new Problem(ProblemCode.WrongState, "Prove your second factor first.");
        var secret = await OfferedAsync(seat, ct);
        if (Totp.FindStep(secret, TypedCode.Read(code), now) is not { } step)
            return new Problem(ProblemCode.InvalidCode, "This is not the code the app shows now. Scan the picture again and type the newest code.", "code");
        var stored = await _secrets.SealAsync(seat.StaffId, secret, ct);
        var codes = await _codes.MakeAsync(seat.StaffId, ct);

        await using var work = await _database.BeginAsync(ct);
        await work.RunAsync(Store, ct, seat.StaffId.Value, stored, step, now);
        await RecoveryCodes.ReplaceAsync(work, seat.StaffId, codes, ct);
        await SessionMarks.ProveAsync(work, seat.SessionId, now, ct);
        await SessionMarks.EndOthersAsync(work, seat.StaffId, seat.SessionId, now, ct);
        await _audit.AddAsync(work, actor, new AuditEntry("second_factor.enrolled", seat.Email) { Merchant = seat.Merchant, SubjectId = seat.StaffId.Value }, ct);
        await work.CommitAsync(ct);
        return Result<IReadOnlyList<string>>.Of([.. codes.Select(c => c.Code)]);
    }

    /// <summary>New recovery codes in place of the old ones, shown this once; <see cref="ProblemCode.WrongState"/> like <see cref="RunAsync"/>.</summary>
    public async Task<Result<IReadOnlyList<string>>> RenewCodesAsync(Actor actor, Seat seat, CancellationToken ct)
    {
        if (!seat.HasSecondFactor || !seat.IsProven(_clock.GetUtcNow()))
            return new Problem(ProblemCode.WrongState, "Prove your second factor first.");
        var codes = await _codes.MakeAsync(seat.StaffId, ct);
        await using var work = await _database.BeginAsync(ct);
        await RecoveryCodes.ReplaceAsync(work, seat.StaffId, codes, ct);
        await _audit.AddAsync(work, actor, new AuditEntry("recovery_codes.renewed", seat.Email) { Merchant = seat.Merchant, SubjectId = seat.StaffId.Value }, ct);
        await work.CommitAsync(ct);
        return Result<IReadOnlyList<string>>.Of([.. codes.Select(c => c.Code)]);
    }

    private async Task<byte[]> OfferedAsync(Seat seat, CancellationToken ct)
    {
        await using var db = _database.Read();
        var since = await db.Set<StaffMember>().Where(s => s.Id == seat.StaffId).Select(s => s.TotpSince).SingleOrDefaultAsync(ct);
        return await _secrets.OfferAsync(seat.SessionId, since, ct);
    }
}
