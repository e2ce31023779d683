using Diner.Accounts.Passwords;
using Diner.Accounts.Permissions;
using Diner.Accounts.Staff;
using Diner.Data.Audit;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Accounts.Setup;

/// <summary>Makes the first administrator, once, for whoever holds the set-up link.</summary>
public sealed class CreateFirstAdministrator
{
    // The guard: of all who come with one link at once, the row lets one through.
    private static readonly SqlText Use =
        """
        update accounts_setup_links
        set used_at = $2
        where token_hash = $1 and used_at is null and expires_at > $2
        """;

    private readonly Database _database;
    private readonly SetupLinks _links;
    private readonly NewAccounts _accounts;
    private readonly AuditTrail _audit;

    internal CreateFirstAdministrator(Database database, SetupLinks links, NewAccounts accounts, AuditTrail audit) =>
        (_database, _links, _accounts, _audit) = (database, links, accounts, audit);

    /// <summary>
    /// The administrator's id. <see cref="ProblemCode.NotFound"/> alike for a link that was used, replaced, is too old or was never ours;
    /// <see cref="ProblemCode.InvalidContact"/> and what is wrong with the password leave the link open.
    /// </summary>
    /// <param name="token">The link's last part.</param>
    /// <param name="email">What the administrator will sign in with.</param>
    /// <param name="password">12 to 128 characters, not the address, none that everybody tries.</param>
    /// <param name="ct">Cancels before the commit.</param>
    public async Task<Result<StaffId>> RunAsync(string token, string email, string password, CancellationToken ct)
    {
        // Asked first, so that nobody without a link makes us hash passwords.
        if (!await _links.IsOpenAsync(token, ct))
            return Closed;
        if (StaffEmail.Read(email) is not { } address)
            return new Problem(ProblemCode.InvalidContact, "This is not an e-mail address: write it like name@example.com.", "email");
        var made = await _accounts.MakeAsync(address, password, ct);
        if (!made.IsOk)
            return made.Problem;
        var name = address[..Math.Min(address.IndexOf('@', StringComparison.Ordinal), StaffMember.NameCharsMax)];
        return await StoreAsync(made.Value.For(null, name), token, ct) ? made.Value.Id : Closed;
    }

    private static Problem Closed => new(ProblemCode.NotFound, "This set-up link does not open anything: it was used, replaced, or is too old.");

    private async Task<bool> StoreAsync(StaffMember administrator, string token, CancellationToken ct)
    {
        await using var work = await _database.BeginAsync(ct);
        if (await work.RunAsync(Use, ct, SetupLinks.Hash(token), administrator.CreatedAt) == 0)
            return false;
        work.Db.Add(administrator);
        work.Db.Add(new StaffRole { StaffId = administrator.Id, Role = Role.Administrator });
        await _audit.AddAsync(work, Actor.Visitor(administrator.Email, ""), new AuditEntry("administrator.created", administrator.Email) { SubjectId = administrator.Id.Value }, ct);
        await work.CommitAsync(ct);
        return true;
    }
}
