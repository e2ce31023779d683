using Diner.Accounts.Letters;
using Diner.Accounts.Seats;
using Diner.Accounts.Tries;
using Diner.Data.Audit;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Accounts.Users;

/// <summary>
/// What the operator's security administrator does to an account of any merchant. Every act answers with the account;
/// <see cref="ProblemCode.NotFound"/> when there is none, <see cref="ProblemCode.OwnAccount"/> to whoever does it to themselves. Done twice it
/// changes nothing more.
/// </summary>
public sealed class SecureUser
{
    private static readonly SqlText Lock = "update accounts_staff set locked_at = $2 where id = $1 and locked_at is null";
    private static readonly SqlText Unlock = "update accounts_staff set locked_at = null where id = $1 and locked_at is not null";
    private static readonly SqlText OpenGate = "delete from accounts_tries where name = $1";
    private static readonly SqlText DropPasskeys = "delete from accounts_passkeys where staff_id = $1";
    private static readonly SqlText DropCodes = "delete from accounts_recovery_codes where staff_id = $1";

    private static readonly SqlText DropAuthenticator =
        """
        update accounts_staff
        set totp_secret = null, totp_since = null, reset_letter_id = $2, reset_at = $3
        where id = $1
        """;

    private readonly LetterTools _tools;
    private readonly UserList _users;
    private readonly AuditTrail _audit;

    internal SecureUser(LetterTools tools, UserList users, AuditTrail audit) => (_tools, _users, _audit) = (tools, users, audit);

    /// <summary>The account opens no more, and all its sessions end.</summary>
    public Task<Result<UserView>> LockAsync(Actor actor, StaffId id, CancellationToken ct) => ActAsync(actor, id, "user.locked", async (work, user, now) =>
    {
        var locked = await work.RunAsync(Lock, ct, id.Value, now);
        await EndAllAsync(work, id, now, ct);
        return locked == 1;
    }, ct);

    /// <summary>The account opens again, also when it only waits after wrong passwords or codes.</summary>
    public Task<Result<UserView>> UnlockAsync(Actor actor, StaffId id, CancellationToken ct) => ActAsync(actor, id, "user.unlocked", async (work, user, _) =>
        await work.RunAsync(Unlock, ct, id.Value)
        + await work.RunAsync(OpenGate, ct, TryLimits.Account(user.Email).Name)
        + await work.RunAsync(OpenGate, ct, TryLimits.SecondFactor(id).Name) > 0, ct);

    /// <summary>All of the person's sessions end.</summary>
    public Task<Result<UserView>> EndSessionsAsync(Actor actor, StaffId id, CancellationToken ct) => ActAsync(actor, id, "user.sessions_ended", async (work, _, now) =>
        await EndAllAsync(work, id, now, ct) > 0, ct);

    /// <summary>
    /// Takes away authenticator app, passkeys and recovery codes, ends all sessions and writes to the person, who enrols again at the next
    /// sign-in.
    /// </summary>
    public Task<Result<UserView>> ResetSecondFactorAsync(Actor actor, StaffId id, CancellationToken ct) => ActAsync(actor, id, "user.second_factor_reset", async (work, user, now) =>
    {
        if (!user.HasSecondFactor)
            return false;
        var letter = _tools.Tokens.NewLetter();
        await work.RunAsync(DropAuthenticator, ct, id.Value, letter, now);
        await work.RunAsync(DropPasskeys, ct, id.Value);
        await work.RunAsync(DropCodes, ct, id.Value);
        await EndAllAsync(work, id, now, ct);
        await _tools.Post.AddAsync(work, StaffLetterKind.SecondFactorReset, letter, ct);
        return true;
    }, ct);

    private static Task<int> EndAllAsync(UnitOfWork work, StaffId id, DateTimeOffset now, CancellationToken ct) => SessionMarks.EndOthersAsync(work, id, default, now, ct);

    private async Task<Result<UserView>> ActAsync(Actor actor, StaffId id, string action, Func<UnitOfWork, UserView, DateTimeOffset, Task<bool>> act, CancellationToken ct)
    {
        if (await _users.FindAsync(id, ct) is not { } user)
            return new Problem(ProblemCode.NotFound, "There is no such account.");
        var about = new AuditEntry(action, user.Email) { Merchant = user.Merchant, SubjectId = id.Value };
        if (actor.Id == id.Value)
        {
            await _audit.AddAsync(actor, about with { Succeeded = false, Why = ProblemCode.OwnAccount.ToWire() }, ct);
            return new Problem(ProblemCode.OwnAccount, "Nobody does this to their own account. Ask a colleague.");
        }

        await using (var work = await _tools.Database.BeginAsync(ct))
        {
            if (await act(work, user, _tools.Clock.GetUtcNow()))
                await _audit.AddAsync(work, actor, about, ct);
            await work.CommitAsync(ct);
        }

        return (await _users.FindAsync(id, CancellationToken.None))!;
    }
}
