using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Accounts.Seats;

/// <summary>One line of the history.</summary>
/// <param name="Id">Its id; the next page starts after the last one's.</param>
/// <param name="At">When.</param>
/// <param name="Outcome">How it went.</param>
/// <param name="Address">From which network address.</param>
/// <param name="Browser">What the browser called itself.</param>
public sealed record SignInView(Guid Id, DateTimeOffset At, SignInOutcome Outcome, string Address, string Browser);

/// <summary>Sign-ins to one account and tries at it, of the last 180 days.</summary>
public sealed class SignInHistory(Database database, IdSource ids, TimeProvider clock)
{
    /// <summary>Lines of a page.</summary>
    public const int PageMax = 50;

    /// <summary>The newest first, before the given one.</summary>
    public async Task<IReadOnlyList<SignInView>> ListAsync(StaffId staff, Guid? before, CancellationToken ct)
    {
        await using var db = database.Read();
        var records = db.Set<SignInRecord>().Where(r => r.StaffId == staff);
        if (before is { } last)
            records = records.Where(r => r.Id < last);
        return await records.OrderByDescending(r => r.Id).Take(PageMax).Select(r => new SignInView(r.Id, r.At, r.Outcome, r.Address, r.Browser)).ToListAsync(ct);
    }

    /// <summary>Adds a line in the caller's transaction.</summary>
    internal void Add(UnitOfWork work, StaffId staff, SignInOutcome outcome, SignInPlace place) =>
        work.Db.Add(new SignInRecord { Id = ids.NextGuid(), StaffId = staff, At = clock.GetUtcNow(), Outcome = outcome, Address = place.Address, Browser = place.ShortBrowser });
}
