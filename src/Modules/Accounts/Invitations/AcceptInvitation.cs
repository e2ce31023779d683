using Diner.Accounts.Letters;
using Diner.Accounts.Passwords;
using Diner.Accounts.Staff;
using Diner.Data.Audit;
using Diner.Data.Lanes;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Accounts.Invitations;

/// <summary>Makes the account of somebody who was invited, once, for whoever holds the link.</summary>
public sealed class AcceptInvitation
{
    // The guard: of all who come with one link at once, the row lets one through.
    private static readonly SqlText Use = "update accounts_invitations set ended_at = $2 where id = $1 and token_hash = $3 and ended_at is null";

    private readonly Database _database;
    private readonly Invitations _invitations;
    private readonly NewAccounts _accounts;
    private readonly AuditTrail _audit;

    internal AcceptInvitation(Database database, Invitations invitations, NewAccounts accounts, AuditTrail audit) =>
        (_database, _invitations, _accounts, _audit) = (database, invitations, accounts, audit);

    /// <summary>
    /// The account's id. <see cref="ProblemCode.NotFound"/> alike for a link that was used, withdrawn, replaced, is too old or was never ours;
    /// <see cref="ProblemCode.InvalidRequest"/> without a name, a password problem, or <see cref="ProblemCode.WrongState"/> when the address
    /// has an account: these leave the link open.
    /// </summary>
    /// <param name="token">The link's last part.</param>
    /// <param name="name">What colleagues will call them.</param>
    /// <param name="password">12 to 128 characters, not the address, none that everybody tries.</param>
    /// <param name="address">From where, for the audit trail.</param>
    /// <param name="ct">Cancels before the commit.</param>
    public async Task<Result<StaffId>> RunAsync(string token, string name, string password, string address, CancellationToken ct)
    {
        if (await _invitations.FindAsync(token, ct) is not { } invitation)
            return Closed;
        if (name.Trim().Length is 0 or > StaffMember.NameCharsMax)
            return new Problem(ProblemCode.InvalidRequest, $"Write a name of 1 to {StaffMember.NameCharsMax} characters.", "name");
        var made = await _accounts.MakeAsync(invitation.Email, password, ct);
        if (!made.IsOk)
            return made.Problem;
        try
        {
            return await StoreAsync(made.Value.For(invitation.Merchant, name.Trim()), invitation, token, address, ct) ? made.Value.Id : Closed;
        }
        catch (Exception failure) when (DatabaseFailures.IsUniqueViolation(failure, "ix_accounts_staff_email", "accounts_staff.email"))
        {
            return new Problem(ProblemCode.WrongState, "This address has an account already. Ask to be invited with another address.", "email");
        }
    }

    private static Problem Closed => new(ProblemCode.NotFound, "This invitation does not open anything: it was used, withdrawn, or is too old.");

    private async Task<bool> StoreAsync(StaffMember staff, InvitationView invitation, string token, string address, CancellationToken ct)
    {
        await using var work = await _database.BeginAsync(ct);
        if (await work.RunAsync(Use, ct, invitation.Id, staff.CreatedAt, LinkTokens.Hash(token)) == 0)
            return false;
        work.Db.Add(staff);
        work.Db.AddRange(invitation.Roles.Select(role => new StaffRole { StaffId = staff.Id, Role = role }));
        await _audit.AddAsync(
            work,
            Actor.Visitor(staff.Email, address),
            new AuditEntry("staff.joined", staff.Email) { Merchant = invitation.Merchant, SubjectId = staff.Id.Value, After = new { Roles = Invitation.Write(invitation.Roles) } }, ct);
        await work.CommitAsync(ct);
        return true;
    }
}
