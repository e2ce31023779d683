using Diner.Accounts.Letters;
using Diner.Accounts.Permissions;
using Diner.Accounts.Staff;
using Diner.Data.Audit;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Accounts.Invitations;

/// <summary>Whom to ask.</summary>
/// <param name="Merchant">For whom they will work; null for the operator.</param>
/// <param name="Email">Where the mail goes, and what they will sign in with.</param>
/// <param name="Roles">What they will be.</param>
/// <param name="Language">Of the mail: zh-CN or en.</param>
public sealed record StaffInvite(MerchantId? Merchant, string Email, IReadOnlyCollection<Role> Roles, string Language);

/// <summary>Asks somebody to work here, by a mail with a one-time link; sends it again; takes it back.</summary>
public sealed class InviteStaff
{
    /// <summary>How long the link opens.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(72);

    private static readonly SqlText EndSame = "update accounts_invitations set ended_at = $3 where email = $1 and ended_at is null and (merchant_id = $2 or (merchant_id is null and $4))";
    private static readonly SqlText End = "update accounts_invitations set ended_at = $2 where id = $1 and ended_at is null";

    private static readonly SqlText Renew =
        """
        update accounts_invitations
        set letter_id = $2, token_hash = $3, sent_at = $4, expires_at = $5
        where id = $1 and ended_at is null
        """;

    private readonly Database _database;
    private readonly LinkTokens _tokens;
    private readonly IStaffPost _post;
    private readonly AuditTrail _audit;
    private readonly TimeProvider _clock;

    internal InviteStaff(LetterTools tools, AuditTrail audit) =>
        (_database, _tokens, _post, _clock, _audit) = (tools.Database, tools.Tokens, tools.Post, tools.Clock, audit);

    /// <summary>
    /// The invitation's id. An open one to the same address is replaced. <see cref="ProblemCode.InvalidContact"/>,
    /// <see cref="ProblemCode.RolesRefused"/> when one person may not have these roles, <see cref="ProblemCode.WrongState"/> when they work
    /// here already, <see cref="ProblemCode.LimitReached"/> when fifty are open.
    /// </summary>
    public async Task<Result<Guid>> RunAsync(Actor actor, StaffInvite invite, CancellationToken ct)
    {
        if (StaffEmail.Read(invite.Email) is not { } email)
            return new Problem(ProblemCode.InvalidContact, "This is not an e-mail address: write it like name@example.com.", "email");
        if (!RoleMatrix.CanCombine(invite.Roles) || RoleMatrix.IsOperator(invite.Roles.First()) != invite.Merchant is null)
            return new Problem(ProblemCode.RolesRefused, "One person cannot have these roles together.", "roles");
        if (await RefuseAsync(invite.Merchant, email, ct) is { } refusal)
            return refusal;
        var letter = _tokens.NewLetter();
        var hash = LinkTokens.Hash(await _tokens.ForAsync(letter, ct));
        var now = _clock.GetUtcNow();
        var invitation = new Invitation
        {
            Id = letter,
            MerchantId = invite.Merchant,
            Email = email,
            Roles = Invitation.Write(invite.Roles),
            Language = invite.Language,
            InvitedBy = actor.Name,
            LetterId = letter,
            TokenHash = hash,
            SentAt = now,
            ExpiresAt = now + Lifetime,
        };
        await using var work = await _database.BeginAsync(ct);
        await work.RunAsync(EndSame, ct, email, invite.Merchant?.Value, now, invite.Merchant is null);
        work.Db.Add(invitation);
        await _post.AddAsync(work, StaffLetterKind.Invitation, letter, ct);
        await _audit.AddAsync(work, actor, About("staff.invited", invitation), ct);
        await work.CommitAsync(ct);
        return invitation.Id;
    }

    /// <summary>Sends another mail with another link, good for 72 hours; the one before opens nothing any more. <see cref="ProblemCode.NotFound"/> when it is not open.</summary>
    public async Task<Result<Guid>> ResendAsync(Actor actor, MerchantId? merchant, Guid id, CancellationToken ct)
    {
        if (await FindAsync(merchant, id, ct) is not { } invitation)
            return Gone;
        var letter = _tokens.NewLetter();
        var hash = LinkTokens.Hash(await _tokens.ForAsync(letter, ct));
        var now = _clock.GetUtcNow();
        await using var work = await _database.BeginAsync(ct);
        if (await work.RunAsync(Renew, ct, id, letter, hash, now, now + Lifetime) == 0)
            return Gone;
        await _post.AddAsync(work, StaffLetterKind.Invitation, letter, ct);
        await _audit.AddAsync(work, actor, About("staff.invited_again", invitation), ct);
        await work.CommitAsync(ct);
        return id;
    }

    /// <summary>Takes it back: its link opens nothing any more. <see cref="ProblemCode.NotFound"/> when it is not open.</summary>
    public async Task<Result<Guid>> WithdrawAsync(Actor actor, MerchantId? merchant, Guid id, CancellationToken ct)
    {
        if (await FindAsync(merchant, id, ct) is not { } invitation)
            return Gone;
        await using var work = await _database.BeginAsync(ct);
        if (await work.RunAsync(End, ct, id, _clock.GetUtcNow()) == 0)
            return Gone;
        await _audit.AddAsync(work, actor, About("staff.invitation_withdrawn", invitation), ct);
        await work.CommitAsync(ct);
        return id;
    }

    private static Problem Gone => new(ProblemCode.NotFound, "This invitation is not open: it was taken up or withdrawn.");

    private static AuditEntry About(string action, Invitation invitation) =>
        new(action, invitation.Email) { Merchant = invitation.MerchantId, SubjectId = invitation.Id, After = new { invitation.Roles } };

    private async Task<Problem?> RefuseAsync(MerchantId? merchant, string email, CancellationToken ct)
    {
        await using var db = _database.Read();
        // Whether somebody works for another merchant is nobody's business: that is said to who takes the invitation up.
        if (await db.Set<StaffMember>().AnyAsync(s => s.Email == email && s.MerchantId == merchant, ct))
            return new Problem(ProblemCode.WrongState, "This person works here already.", "email");
        return await db.Set<Invitation>().CountAsync(i => i.MerchantId == merchant && i.EndedAt == null, ct) >= Invitations.OpenMax
            ? new Problem(ProblemCode.LimitReached, $"{Invitations.OpenMax} invitations are open. Withdraw some first.")
            : null;
    }

    private async Task<Invitation?> FindAsync(MerchantId? merchant, Guid id, CancellationToken ct)
    {
        await using var db = _database.Read();
        return await db.Set<Invitation>().SingleOrDefaultAsync(i => i.Id == id && i.MerchantId == merchant && i.EndedAt == null, ct);
    }
}
