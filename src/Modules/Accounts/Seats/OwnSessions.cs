using Diner.Data.Audit;
using Diner.Data.Settings;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Accounts.Seats;

/// <summary>An open session.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CreatedAt">When the person signed in.</param>
/// <param name="SeenAt">The last request, to half a minute.</param>
/// <param name="Address">From which network address.</param>
/// <param name="Browser">What the browser called itself.</param>
public sealed record SessionView(SessionId Id, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, string Address, string Browser);

/// <summary>Where one is signed in, and an end to it.</summary>
public sealed class OwnSessions(Database database, SettingsBook settings, AuditTrail audit, TimeProvider clock)
{
    private const int RowsMax = 100;

    /// <summary>The person's open sessions, the last used first.</summary>
    public Task<IReadOnlyList<SessionView>> ListAsync(Seat seat, CancellationToken ct) => ListAsync(seat.StaffId, seat.IsOperator, ct);

    /// <summary>Anybody's, for whoever looks after accounts.</summary>
    internal async Task<IReadOnlyList<SessionView>> ListAsync(StaffId staff, bool isOperator, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var seenAfter = now - (await settings.CurrentAsync(ct)).IdleMax(isOperator);
        await using var db = database.Read();
        return await db.Set<Session>().Where(s => s.StaffId == staff && s.EndedAt == null && s.ExpiresAt > now && s.SeenAt > seenAfter)
            .OrderByDescending(s => s.SeenAt).Take(RowsMax).Select(s => new SessionView(s.Id, s.CreatedAt, s.SeenAt, s.Address, s.Browser)).ToListAsync(ct);
    }

    /// <summary>Ends one of the person's own sessions; one that is over, or another's, changes nothing.</summary>
    public async Task EndAsync(Actor actor, Seat seat, SessionId id, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        if (await work.RunAsync("update accounts_sessions set ended_at = $3 where id = $1 and staff_id = $2 and ended_at is null", ct, id.Value, seat.StaffId.Value, clock.GetUtcNow()) == 1)
            await audit.AddAsync(work, actor, new AuditEntry("session.ended", seat.Email) { Merchant = seat.Merchant, SubjectId = id.Value }, ct);
        await work.CommitAsync(ct);
    }

    /// <summary>Ends all of them but this one; how many there were.</summary>
    public async Task<int> EndOthersAsync(Actor actor, Seat seat, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var ended = await SessionMarks.EndOthersAsync(work, seat.StaffId, seat.SessionId, clock.GetUtcNow(), ct);
        if (ended > 0)
            await audit.AddAsync(work, actor, new AuditEntry("sessions.ended", seat.Email) { Merchant = seat.Merchant, SubjectId = seat.StaffId.Value }, ct);
        await work.CommitAsync(ct);
        return ended;
    }
}
