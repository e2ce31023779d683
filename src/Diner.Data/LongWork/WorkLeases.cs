using System.Text.Json;
using Diner.Data.Files;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Data.LongWork;

/// <summary>
/// Who works on what. A claim has an id of its own; every later write names it, so a node that lost its lease changes nothing any more.
/// </summary>
internal sealed class WorkLeases(Database database, IdSource ids, LongWorkOptions options, TimeProvider clock)
{
    /// <summary>Times a piece is begun before it is given up.</summary>
    public const int AttemptsMax = 3;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    private static readonly SqlText DropCancelled =
        "update data_work set state = 4, ended_at = $1, lease_id = null where state = 1 and lease_until < $1 and cancel_asked_at is not null";

    private static readonly SqlText GiveUp =
        """
        update data_work
        set state = 3, ended_at = $1, lease_id = null, failure_code = $2, failure_detail = $3
        where state = 1 and lease_until < $1 and attempts >= $4
        """;

    private static readonly SqlText Claim = new(
        ClaimText("select json_array_elements_text($4::json)", "for update skip locked"),
        ClaimText("select value from json_each($4)", ""));

    private static readonly SqlText Renew =
        """
        update data_work
        set lease_until = $3, done = $4, total = $5, message = $6
        where id = $1 and lease_id = $2 and state = 1
        returning cancel_asked_at is not null
        """;

    private static readonly SqlText Finish =
        """
        update data_work
        set state = $3, ended_at = $4, lease_id = null, lease_until = null, result = $5, failure_code = $6, failure_detail = $7,
            done = $8, total = $9, message = $10, output_file_id = $11, failure_reason = $12, failure_values = $13
        where id = $1 and lease_id = $2 and state = 1
        """;

    private static readonly SqlText PutBack =
        """
        update data_work
        set state = 0, due_at = $3, lease_id = null, lease_until = null, attempts = attempts - $4
        where id = $1 and lease_id = $2 and state = 1
        """;

    public LongWorkOptions Options => options;

    /// <summary>The oldest piece of a known kind that waits or whose node is gone; null when there is none. What failed too often is given up on the way.</summary>
    public async Task<WorkRow?> ClaimAsync(IEnumerable<string> kinds, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!await IsAnyDueAsync(now, ct))
            return null;
        var lease = ids.NextGuid();
        await using var work = await database.BeginAsync(ct);
        await work.RunAsync(DropCancelled, ct, now);
        await work.RunAsync(GiveUp, ct, now, WorkFailures.Vanished, WorkFailures.VanishedDetail, AttemptsMax);
        var claimed = await work.RunAsync(Claim, ct, lease, now + options.Lease, now, JsonSerializer.Serialize(kinds));
        var row = claimed == 0 ? null : await work.Db.Set<WorkRow>().AsNoTracking().SingleAsync(r => r.LeaseId == lease, ct);
        await work.CommitAsync(ct);
        return row;
    }

    /// <summary>Keeps a claim and stores how far it is; null when it is lost, true when a person asked to stop.</summary>
    public async Task<bool?> RenewAsync(WorkRun run, CancellationToken ct)
    {
        var progress = run.Progress;
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var kept = batch.Read(Renew, row => row.Bool(0), run.Id.Value, run.Row.LeaseId, clock.GetUtcNow() + options.Lease, progress.Done, progress.Total, progress.Message);
        await batch.SendAndCommitAsync(ct);
        return kept.Rows.Count == 0 ? null : kept.Rows[0];
    }

    /// <summary>Writes the end of it; false when the claim is lost. The input of what is done is deleted with it.</summary>
    public async Task<bool> FinishAsync(WorkRun run, WorkState state, WorkEnd end, CancellationToken ct)
    {
        var (row, progress) = (run.Row, run.Progress);
        await using var work = await database.BeginAsync(ct);
        var result = end.Result is null ? null : JsonSerializer.Serialize(end.Result, end.Result.GetType(), JsonSerializerOptions.Web);
        var finished = await work.RunAsync(
            Finish, ct, row.Id.Value, row.LeaseId, (int)state, clock.GetUtcNow(), result, end.Problem?.Code.ToWire(), end.Problem?.Detail,
            progress.Done, progress.Total, progress.Message, state == WorkState.Done ? run.Output?.Id.Value : null,
            end.Problem?.Reason, end.Problem is { Values: { Count: > 0 } values } ? JsonSerializer.Serialize(values) : null);
        if (finished == 1 && state == WorkState.Done && row.InputFileId is { } input)
            await SealedFiles.DeleteAsync(work, input, ct);
        await work.CommitAsync(ct);
        return finished == 1;
    }

    /// <summary>After an exception: once more a little later, or given up.</summary>
    public async Task RetryAsync(WorkRun run, CancellationToken ct)
    {
        var row = run.Row;
        var now = clock.GetUtcNow();
        await using var work = await database.BeginAsync(ct);
        if (row.Attempts < AttemptsMax)
            await work.RunAsync(PutBack, ct, row.Id.Value, row.LeaseId, now + (RetryAfter * row.Attempts), 0);
        else
            await work.RunAsync(Finish, ct, row.Id.Value, row.LeaseId, (int)WorkState.Failed, now, null, WorkFailures.Broken, WorkFailures.BrokenDetail, row.Done, row.Total, "", null, null, null);
        await work.CommitAsync(ct);
    }

    /// <summary>This node stops: another may begin at once, and it does not count as an attempt.</summary>
    public async Task HandBackAsync(WorkRun run, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await work.RunAsync(PutBack, ct, run.Id.Value, run.Row.LeaseId, clock.GetUtcNow(), 1);
        await work.CommitAsync(ct);
    }

    // SQLite has one writer: who only looks does not ask for it.
    private async Task<bool> IsAnyDueAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<WorkRow>().AnyAsync(
            r => r.State <= WorkState.Running && ((r.State == WorkState.Queued && r.DueAt <= now) || (r.State == WorkState.Running && r.LeaseUntil < now)), ct);
    }

    private static string ClaimText(string kinds, string locking) =>
        $"""
        update data_work
        set state = 1, lease_id = $1, lease_until = $2, attempts = attempts + 1, started_at = coalesce(started_at, $3)
        where id = (
            select id from data_work
            where state <= 1 and ((state = 0 and due_at <= $3) or (state = 1 and lease_until < $3)) and kind in ({kinds})
            order by id
            limit 1
            {locking})
        """;
}
