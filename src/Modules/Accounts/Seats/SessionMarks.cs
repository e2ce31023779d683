using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Accounts.Seats;

/// <summary>The statements over sessions that belong in other changes' transactions.</summary>
internal static class SessionMarks
{
    private static readonly SqlText Prove = "update accounts_sessions set second_factor_at = $2 where id = $1 and ended_at is null";
    private static readonly SqlText End = "update accounts_sessions set ended_at = $2 where id = $1 and ended_at is null";
    private static readonly SqlText EndOthers = "update accounts_sessions set ended_at = $3 where staff_id = $1 and id <> $2 and ended_at is null";

    /// <summary>The session has its second factor from then.</summary>
    public static Task ProveAsync(UnitOfWork work, SessionId session, DateTimeOffset now, CancellationToken ct) => work.RunAsync(Prove, ct, session.Value, now);

    /// <summary>Ends one.</summary>
    public static Task<int> EndAsync(UnitOfWork work, SessionId session, DateTimeOffset now, CancellationToken ct) => work.RunAsync(End, ct, session.Value, now);

    /// <summary>Ends a person's sessions but one; all of them when that one is nobody's.</summary>
    public static Task<int> EndOthersAsync(UnitOfWork work, StaffId staff, SessionId kept, DateTimeOffset now, CancellationToken ct) =>
        work.RunAsync(EndOthers, ct, staff.Value, kept.Value, now);
}
