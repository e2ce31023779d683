using Diner.Accounts.Seats;
using Diner.Accounts.Staff;
using Diner.Accounts.Tries;
using Diner.Data.Audit;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Accounts.SecondFactors;

/// <summary>Proves a second factor in a session: a code of the authenticator app, or a recovery code.</summary>
public sealed class ProveSecondFactor
{
    // A step counts once: whoever looks over a shoulder has a code that is worth nothing any more (RFC 6238, section 5.2).
    private static readonly SqlText TakeStep = "update accounts_staff set totp_step = $2 where id = $1 and totp_step < $2";

    private readonly Database _database;
    private readonly TotpSecrets _secrets;
    private readonly RecoveryCodes _codes;
    private readonly TryGate _tries;
    private readonly AuditTrail _audit;
    private readonly TimeProvider _clock;

    internal ProveSecondFactor(SecondFactorTools tools, TryGate tries, AuditTrail audit) =>
        (_database, _secrets, _codes, _clock, _tries, _audit) = (tools.Database, tools.Secrets, tools.Codes, tools.Clock, tries, audit);

    /// <summary>
    /// The session has its second factor from now. <see cref="ProblemCode.InvalidCode"/> alike for a wrong code and one used before;
    /// <see cref="ProblemCode.TooManyRequests"/> after five wrong ones, for a minute and longer each time.
    /// </summary>
    public async Task<Result<SessionId>> RunAsync(Actor actor, Seat seat, string code, CancellationToken ct)
    {
        var limit = TryLimits.SecondFactor(seat.StaffId);
        var turn = await _tries.TakeAsync([limit], ct);
        if (!turn.IsOpen)
            return turn.ToProblem();
        var about = new AuditEntry("second_factor.proved", seat.Email) { Merchant = seat.Merchant, SubjectId = seat.StaffId.Value };
        if (await ProveAsync(actor, seat, TypedCode.Read(code), about, ct))
        {
            await _tries.ForgetAsync([limit], ct);
            return seat.SessionId;
        }

        await _audit.AddAsync(actor, about with { Action = "second_factor.refused", Succeeded = false }, ct);
        return new Problem(ProblemCode.InvalidCode, "The code is not right, or was used before. Wait for the next one.", "code");
    }

    private async Task<bool> ProveAsync(Actor actor, Seat seat, string code, AuditEntry about, CancellationToken ct)
    {
        var (now, isTotp) = (_clock.GetUtcNow(), code.Length == Totp.Digits);
        var step = isTotp ? await FindStepAsync(seat.StaffId, code, now, ct) : null;
        var hash = isTotp ? [] : await _secrets.HashAsync(seat.StaffId, code, ct);
        if (isTotp && step is null)
            return false;

        await using var work = await _database.BeginAsync(ct);
        var isRight = step is { } taken ? await work.RunAsync(TakeStep, ct, seat.StaffId.Value, taken) == 1 : await _codes.SpendAsync(work, seat.StaffId, hash, ct);
        if (!isRight)
            return false;
        await SessionMarks.ProveAsync(work, seat.SessionId, now, ct);
        await _audit.AddAsync(work, actor, isTotp ? about : about with { Action = "recovery_code.used" }, ct);
        await work.CommitAsync(ct);
        return true;
    }

    private async Task<long?> FindStepAsync(StaffId staff, string code, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = _database.Read();
        var stored = await db.Set<StaffMember>().Where(s => s.Id == staff).Select(s => s.TotpSecret).SingleOrDefaultAsync(ct);
        return stored is null ? null : Totp.FindStep(await _secrets.OpenAsync(staff, stored, ct), code, now);
    }
}

/// <summary>What every use case about second factors works with.</summary>
internal sealed record SecondFactorTools(Database Database, TotpSecrets Secrets, RecoveryCodes Codes, TimeProvider Clock);
