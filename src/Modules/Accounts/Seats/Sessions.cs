using System.Buffers.Text;
using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using Diner.Accounts.Passkeys;
using Diner.Accounts.Permissions;
using Diner.Accounts.Staff;
using Diner.Data.Settings;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Accounts.Seats;

/// <summary>Sign-ins that count. The cookie holds 256 random bits; the database their hash.</summary>
public sealed class Sessions(Database database, SettingsBook settings, IdSource ids, TimeProvider clock)
{
    private const int TokenCharsMax = 100;
    private static readonly TimeSpan SeenStep = TimeSpan.FromSeconds(30);

    /// <summary>Who holds the token; null when the session is over or was never ours.</summary>
    public async Task<Seat?> FindAsync(string token, CancellationToken ct)
    {
        if (token.Length is 0 or > TokenCharsMax)
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

    /// <summary>Adds a session in the caller's transaction: its id, and the token for the cookie.</summary>
    internal async Task<(SessionId Id, string Token)> AddAsync(UnitOfWork work, StaffMember staff, SignInPlace place, bool hasSecondFactor, CancellationToken ct)
    {
        var house = await settings.CurrentAsync(ct);
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow();
        var session = new Session
        {
            Id = ids.Next<SessionId>(),
            StaffId = staff.Id,
            TokenHash = Hash(token),
            CreatedAt = now,
            SeenAt = now,
            ExpiresAt = now + house.SessionMax(isOperator: staff.MerchantId is null),
            SecondFactorAt = hasSecondFactor ? now : null,
            Address = place.Address,
            Browser = place.ShortBrowser,
            DeviceHash = place.DeviceHash,
        };
        work.Db.Add(session);
        return (session.Id, token);
    }

    private async Task<Seat?> FindAsync(Expression<Func<Session, bool>> which, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var house = await settings.CurrentAsync(ct);
        await using var db = database.Read();
        var found = await (
            from session in db.Set<Session>().Where(which)
            join staff in db.Set<StaffMember>() on session.StaffId equals staff.Id
            where session.EndedAt == null && session.ExpiresAt > now && staff.LockedAt == null
            select new { session, staff, hasPasskey = db.Set<Passkey>().Any(p => p.StaffId == staff.Id) }).SingleOrDefaultAsync(ct);
        if (found is null || found.session.SeenAt + house.IdleMax(isOperator: found.staff.MerchantId is null) <= now)
            return null;
        if (found.session.SeenAt + SeenStep < now)
            await SeeAsync(found.session.Id, now, ct);
        var roles = await db.Set<StaffRole>().Where(r => r.StaffId == found.staff.Id).Select(r => r.Role).ToListAsync(ct);
        var seat = new Seat(found.staff.Id, found.session.Id, found.staff.Email, found.staff.Name, found.staff.MerchantId)
        {
            Roles = [.. roles],
            SecondFactorAt = found.session.SecondFactorAt,
            HasAuthenticator = found.staff.TotpSecret is not null,
            HasPasskey = found.hasPasskey,
        };
        return seat with { Gap = GapOf(seat, house.PasswordAgeMax() is { } max && found.staff.PasswordSetAt + max <= now) };
    }

    private static SeatGap GapOf(Seat seat, bool isPasswordOld)
    {
        if (seat.SecondFactorAt is null && seat.HasSecondFactor)
            return SeatGap.SecondFactor;
        if (seat.SecondFactorAt is null && RoleMatrix.NeedsSecondFactor(seat.Roles))
            return SeatGap.Enrolment;
        return isPasswordOld ? SeatGap.Password : SeatGap.None;
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));

    private async Task SeeAsync(SessionId id, DateTimeOffset now, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await work.RunAsync("update accounts_sessions set seen_at = $2 where id = $1", ct, id.Value, now);
        await work.CommitAsync(ct);
    }
}
