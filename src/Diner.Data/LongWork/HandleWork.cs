using Diner.Data.Audit;
using Diner.Data.Files;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Data.LongWork;

/// <summary>What a person does about long work: stop it, start it again, take its output. Who may is asked before.</summary>
public sealed class HandleWork(Database database, SealedFiles files, AuditTrail audit, TimeProvider clock)
{
    private static readonly SqlText Cancel =
        """
        update data_work
        set cancel_asked_at = coalesce(cancel_asked_at, $2),
            state = case state when 0 then 4 else state end,
            ended_at = case state when 0 then $2 else ended_at end
        where id = $1 and state in (0, 1)
        """;

    private static readonly SqlText Restart =
        """
        update data_work
        set state = 0, due_at = $2, attempts = 0, done = 0, total = 0, message = '', result = null, failure_code = null, failure_detail = null,
            failure_reason = null, failure_values = null, cancel_asked_at = null, started_at = null, ended_at = null
        where id = $1 and state in (3, 4)
        """;

    // What holds keys is handed out once: whoever takes the name of the file out of the row has it.
    private static readonly SqlText Claim = "update data_work set output_file_id = null where id = $1 and output_file_id = $2";

    /// <summary>Stops it: at once when it waits, within seconds when it runs. What is over already stays as it is.</summary>
    public Task<Problem?> CancelAsync(Actor actor, WorkId id, CancellationToken ct) => ChangeAsync(actor, id, "work.cancelled", Cancel, ct);

    /// <summary>Puts it into the queue again after it failed or was stopped; <see cref="ProblemCode.WrongState"/> when it was not, or the file it read is gone.</summary>
    public async Task<Problem?> RestartAsync(Actor actor, WorkId id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is { InputFileId: { } input } && await files.FindAsync(input, ct) is null)
            return new Problem(ProblemCode.WrongState, "The file it read is not kept any more. Upload it again.");
        return await ChangeAsync(actor, id, "work.restarted", Restart, ct);
    }

    /// <summary>
    /// The content of its output, null when there is none (any more). That it was taken is in the audit trail before the first byte is.
    /// A secret one is given once, and only to who started the work.
    /// </summary>
    public async Task<(FileView File, Stream Content)?> TakeAsync(Actor actor, WorkId id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { OutputFileId: { } output } row || await files.FindAsync(output, ct) is not { } file)
            return null;
        if (row.IsSecret && row.ActorId != actor.Id)
            return null;
        await using (var work = await database.BeginAsync(ct))
        {
            if (row.IsSecret && await work.RunAsync(Claim, ct, id.Value, output.Value) == 0)
                return null;
            await audit.AddAsync(work, actor, WorkAudit.Entry("work.output_taken", row), ct);
            await work.CommitAsync(ct);
        }

        return await files.OpenReadAsync(output, ct) is { } content ? (file, content) : null;
    }

    private async Task<Problem?> ChangeAsync(Actor actor, WorkId id, string action, SqlText change, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        if (await work.RunAsync(change, ct, id.Value, clock.GetUtcNow()) == 0)
            return new Problem(ProblemCode.WrongState, "The job has changed in the meantime. Look at it again.");
        var row = await work.Db.Set<WorkRow>().AsNoTracking().SingleAsync(r => r.Id == id, ct);
        await audit.AddAsync(work, actor, WorkAudit.Entry(action, row), ct);
        await work.CommitAsync(ct);
        return null;
    }

    private async Task<WorkRow?> FindAsync(WorkId id, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<WorkRow>().SingleOrDefaultAsync(r => r.Id == id, ct);
    }
}
