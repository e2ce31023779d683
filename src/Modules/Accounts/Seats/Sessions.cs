using System.Buffers.Text;
using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using Diner.Accounts.Permissions;
using Diner.Accounts.Staff;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Accounts.Seats;

/// <summary>From where somebody signs in.</summary>
/// <param name="Address">The network address.</param>
/// <param name="Browser">What the browser calls itself; cut at 200 characters.</param>
public sealed record SignInPlace(string Address, string Browser);

/// <summary>Sign-ins that count. The cookie holds 256 random bits; the database their hash.</summary>
public sealed class Sessions(Database database, IdSource ids, TimeProvider clock)
{
    /// <summary>A session ends after this long, used or not.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <summary>The operator's staff are signed out after this long without a request.</summary>
    public static readonly TimeSpan IdleMax = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan SeenStep = TimeSpan.FromSeconds(30);

    /// <summary>Opens a session; the token for the cookie.</summary>
    internal async Task<string> OpenAsync(StaffId staff, SignInPlace place, DateTimeOffset? secondFactorAt, CancellationToken ct)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow();
        var session = new Session
        {
            Id = ids.Next<SessionId>(),
            StaffId = staff,
            TokenHash = Hash(token),
            CreatedAt = now,
            SeenAt = now,
            ExpiresAt = now + Lifetime,
            SecondFactorAt = secondFactorAt,
            Address = place.Address,
            Browser = place.Browser.Length <= 200 ? place.Browser : place.Browser[..200],
        };
        await database.WriteAsync(work => Task.FromResult(work.Db.Add(session)), ct);
        return token;
    }

    /// <summary>Who holds the token; null when the session is over or was never ours.</summary>
    public async Task<Seat?> FindAsync(string token, CancellationToken ct)
    {
        if (token.Length is 0 or > 100)
            return null;
        var hash = Hash(token);
        return await FindAsync(session => session.TokenHash == hash, ct);
    }

    /// <summary>Whose session it is; null when it is over.</summary>
    public Task<Seat?> FindAsync(SessionId id, CancellationToken ct) => FindAsync(session => session.Id == id, ct);

    /// <summary>Ends a session; again changes nothing.</summary>
    public async Task EndAsync(SessionId id, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await SessionMarks.EndAsync(work, id, clock.GetUtcNow(), ct);
        await work.CommitAsync(ct);
    }

    private async Task<Seat?> FindAsync(Expression<Func<Session, bool>> which, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Read();
        var found = await (
            from session in db.Set<Session>().Where(which)
            join staff in db.Set<StaffMember>() on session.StaffId equals staff.Id
            where session.EndedAt == null && session.ExpiresAt > now
            select new { session, staff }).SingleOrDefaultAsync(ct);
        if (found is null || (found.staff.MerchantId is null && found.session.SeenAt + IdleMax <= now))
            return null;
        if (found.session.SeenAt + SeenStep < now)
            await SeeAsync(found.session.Id, now, ct);
        var roles = await db.Set<StaffRole>().Where(r => r.StaffId == found.staff.Id).Select(r => r.Role).ToListAsync(ct);
        var hasSecondFactor = found.staff.TotpSecret is not null;
        return new Seat(found.staff.Id, found.session.Id, found.staff.Email, found.staff.Name, found.staff.MerchantId)
        {
            Roles = [.. roles],
            SecondFactorAt = found.session.SecondFactorAt,
            HasSecondFactor = hasSecondFactor,
            Gap = GapOf(found.session, hasSecondFactor, roles),
        };
    }

    private static SeatGap GapOf(Session session, bool hasSecondFactor, List<Role> roles) => session.SecondFactorAt switch
    {
        not null => SeatGap.None,
        null when hasSecondFactor => SeatGap.SecondFactor,
        null when RoleMatrix.NeedsSecondFactor(roles) => SeatGap.Enrolment,
        null => SeatGap.None,
    };

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));

    private async Task SeeAsync(SessionId id, DateTimeOffset now, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await work.RunAsync("update accounts_sessions set seen_at = $2 where id = $1", ct, id.Value, now);
        await work.CommitAsync(ct);
    }
}
