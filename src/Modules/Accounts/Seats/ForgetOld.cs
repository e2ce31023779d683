using Diner.Data.Jobs;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Microsoft.Extensions.Logging;

namespace Diner.Accounts.Seats;

/// <summary>Deletes what is over: counted tries, used challenges, sessions and sign-ins of more than half a year ago, links that open nothing.</summary>
internal sealed class ForgetOld(Database database, TimeProvider clock, ILogger<ForgetOld> logger) : PeriodicJob(Interval, clock, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan HistoryKept = TimeSpan.FromDays(180);
    private static readonly TimeSpan TriesKept = TimeSpan.FromDays(2);

    public override async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        var now = Clock.GetUtcNow();
        (SqlText Sql, DateTimeOffset Before)[] old =
        [
            ("delete from accounts_tries where last_at < $1", now - TriesKept),
            ("delete from accounts_used_challenges where expires_at < $1", now),
            ("delete from accounts_password_links where expires_at < $1", now - TriesKept),
            ("delete from accounts_sign_ins where at < $1", now - HistoryKept),
            ("delete from accounts_sessions where expires_at < $1", now - HistoryKept),
            ("delete from accounts_invitations where ended_at < $1", now - HistoryKept),
        ];
        await using var work = await database.BeginAsync(ct);
        foreach (var (sql, before) in old)
            await work.RunAsync(sql, ct, before);
        await work.CommitAsync(ct);
        return false;
    }
}
