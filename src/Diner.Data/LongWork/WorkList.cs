using System.Linq.Expressions;
using Diner.Data.Audit;
using Diner.Data.Files;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Data.LongWork;

/// <summary>A piece of long work as people see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What.</param>
/// <param name="Title">About what.</param>
/// <param name="State">Where it stands.</param>
public sealed record WorkView(WorkId Id, string Kind, string Title, WorkState State)
{
    /// <summary>The shop, when it is about one.</summary>
    public ShopId? Shop { get; init; }

    /// <summary>Who has it sees the piece, besides who started it.</summary>
    public required string Permission { get; init; }

    /// <summary>Taking the output asks for a fresh second factor.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Who started it.</summary>
    public required Actor Actor { get; init; }

    /// <summary>So many are done.</summary>
    public long Done { get; init; }

    /// <summary>Of so many; 0 while that is not known.</summary>
    public long Total { get; init; }

    /// <summary>What is being done.</summary>
    public required string Message { get; init; }

    /// <summary>What came of it, JSON; null until it is done.</summary>
    public string? Result { get; init; }

    /// <summary>Why it failed: a problem's code on the wire, <c>broken</c> or <c>vanished</c>; null unless it did.</summary>
    public string? FailureCode { get; init; }

    /// <summary>The same as a sentence.</summary>
    public string? FailureDetail { get; init; }

    /// <summary>The name of the sentence in the reader's language, when the code does not tell it: <see cref="Problem.Reason"/>.</summary>
    public string? FailureReason { get; init; }

    /// <summary>What that sentence names, a JSON array; null without.</summary>
    public string? FailureValues { get; init; }

    /// <summary>What can be taken, when it is done and has an output.</summary>
    public FileId? Output { get; init; }

    /// <summary>How often it was begun.</summary>
    public int Attempts { get; init; }

    /// <summary>A person asked to stop it.</summary>
    public bool IsCancelAsked { get; init; }

    /// <summary>When it was put into the queue.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was begun first.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>True while it waits or runs.</summary>
    public bool IsOpen => State <= WorkState.Running;

    /// <summary>0 to 100, or null while it is not known.</summary>
    public int? Percent => State == WorkState.Done ? 100 : Total > 0 ? (int)Math.Clamp(Done * 100 / Total, 0, 100) : null;
}

/// <summary>Which pieces to list.</summary>
public sealed record WorkFilter
{
    /// <summary>Of one shop; null for those of every shop and of the house.</summary>
    public ShopId? Shop { get; init; }

    /// <summary>Only those that are about no shop.</summary>
    public bool IsOfHouse { get; init; }

    /// <summary>Of one kind; null for all.</summary>
    public string? Kind { get; init; }

    /// <summary>In one state; null for all.</summary>
    public WorkState? State { get; init; }

    /// <summary>For somebody who sees what they started or have the permission for; null for who sees all.</summary>
    public WorkViewer? Viewer { get; init; }
}

/// <summary>Who looks.</summary>
/// <param name="Id">Their account.</param>
/// <param name="Permissions">What they may do.</param>
public sealed record WorkViewer(Guid Id, IReadOnlyCollection<string> Permissions);

/// <summary>Long work, to look at.</summary>
public sealed class WorkList(Database database)
{
    private static readonly Expression<Func<WorkRow, WorkView>> View = row => new WorkView(row.Id, row.Kind, row.Title, row.State)
    {
        Shop = row.ShopId,
        Permission = row.Permission,
        IsSecret = row.IsSecret,
        Actor = new Actor(row.ActorKind, row.ActorId, row.ActorName, row.Address),
        Done = row.Done,
        Total = row.Total,
        Message = row.Message,
        Result = row.Result,
        FailureCode = row.FailureCode,
        FailureDetail = row.FailureDetail,
        FailureReason = row.FailureReason,
        FailureValues = row.FailureValues,
        Output = row.OutputFileId,
        Attempts = row.Attempts,
        IsCancelAsked = row.CancelAskedAt != null,
        CreatedAt = row.CreatedAt,
        StartedAt = row.StartedAt,
        EndedAt = row.EndedAt,
    };

    /// <summary>The pieces, newest first, those before <paramref name="before"/>.</summary>
    public async Task<IReadOnlyList<WorkView>> ReadAsync(WorkFilter filter, WorkId? before, int take, CancellationToken ct)
    {
        await using var db = database.Read();
        var rows = before is { } cursor ? Older(db, cursor) : db.Set<WorkRow>();
        if (filter.Shop is { } shop)
            rows = rows.Where(r => r.ShopId == shop);
        if (filter.IsOfHouse)
            rows = rows.Where(r => r.ShopId == null);
        if (filter.Kind is { } kind)
            rows = rows.Where(r => r.Kind == kind);
        if (filter.State is { } state)
            rows = rows.Where(r => r.State == state);
        if (filter.Viewer is { } viewer)
            rows = rows.Where(r => r.ActorId == viewer.Id || viewer.Permissions.Contains(r.Permission));
        return await rows.OrderByDescending(r => r.Id).Take(take).Select(View).ToListAsync(ct);
    }

    /// <summary>One piece; null when there is none of that id, in that shop if one is said.</summary>
    public async Task<WorkView?> FindAsync(ShopId? shop, WorkId id, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<WorkRow>().Where(r => r.Id == id && (shop == null || r.ShopId == shop)).Select(View).SingleOrDefaultAsync(ct);
    }

    // Typed ids have no order in C#; in both databases they have.
    private static IQueryable<WorkRow> Older(DinerDb db, WorkId cursor) => db.Database.IsSqlite()
        ? db.Set<WorkRow>().FromSqlRaw("select * from data_work where id < {0}", cursor.Value.ToString("D"))
        : db.Set<WorkRow>().FromSqlRaw("select * from data_work where id < {0}", cursor.Value);
}
