using Diner.Accounts.Staff;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Accounts.Seats;

/// <summary>Signs a person in with address and password.</summary>
public sealed class SignIn(Database database, Sessions sessions, AuditTrail audit)
{
    // Compared against when there is no such account, so that both refusals take as long.
    private static readonly string NobodysHash = StaffPasswords.Hash("nobody has this password");

    /// <summary>The token for the session's cookie. A wrong password and an unknown address are refused alike with <see cref="ProblemCode.NotFound"/>.</summary>
    public async Task<Result<string>> RunAsync(string email, string password, SignInPlace place, CancellationToken ct)
    {
        var address = StaffEmail.Read(email);
        var staff = address is null ? null : await FindAsync(address, ct);
        if (!StaffPasswords.Matches(staff?.PasswordHash ?? NobodysHash, password) || staff is null)
        {
            await audit.AddAsync(Actor.Visitor(address ?? "", place.Address), new AuditEntry("session.refused", address ?? "") { Succeeded = false }, ct);
            return new Problem(ProblemCode.NotFound, "The e-mail address or the password is not right.");
        }

        var token = await sessions.OpenAsync(staff.Id, place, null, ct);
        await audit.AddAsync(
            new Actor(ActorKind.Staff, staff.Id.Value, staff.Email, place.Address),
            new AuditEntry("session.opened", staff.Email) { Merchant = staff.MerchantId, SubjectId = staff.Id.Value }, ct);
        return token;
    }

    private async Task<StaffMember?> FindAsync(string email, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<StaffMember>().SingleOrDefaultAsync(s => s.Email == email, ct);
    }
}
