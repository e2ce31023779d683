using Diner.Data.Audit;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Payments.Bills;

/// <summary>Takes differences on and ends them: each once, whoever comes first.</summary>
public sealed class MoveDifferences(Database database, AuditTrail audit)
{
    private static readonly SqlText EndOpen = "update payments_differences set state = $2, ended_at = $3, ended_by = $4, how = $5 where id = $1 and state = 0";

    /// <summary>Ends an open difference in the caller's transaction; false when somebody has ended it before.</summary>
    public static async Task<bool> EndAsync(UnitOfWork work, Difference difference, DifferenceState state, (Actor By, DateTimeOffset At, string How) end, CancellationToken ct) =>
        await work.RunAsync(EndOpen, ct, difference.Id, (short)state, end.At, end.By.Name, end.How) == 1;

    /// <summary>Somebody takes a difference on; <see cref="ProblemCode.NotFound"/> when the shop has no such open difference.</summary>
    public async Task<Problem?> TakeOnAsync(Actor actor, ShopId shop, Guid id, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var taken = await work.Db.Set<DifferenceRow>().Where(d => d.Id == id && d.ShopId == shop && d.State == DifferenceState.Open)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.Owner, actor.Name), ct);
        if (taken == 0)
            return new Problem(ProblemCode.NotFound, "The shop has no such open difference.");
        await audit.AddAsync(work, actor, new AuditEntry("difference.taken_on", id.ToString("D")) { Shop = shop, SubjectId = id }, ct);
        await work.CommitAsync(ct);
        return null;
    }
}
