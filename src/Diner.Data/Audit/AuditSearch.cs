using System.Linq.Expressions;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Data.Audit;

/// <summary>Which rows of the trail. What is null or empty does not narrow.</summary>
public sealed record AuditFilter
{
    /// <summary>Not before.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The actor's name, in full.</summary>
    public string Actor { get; init; } = "";

    /// <summary>The action, in full.</summary>
    public string Action { get; init; } = "";

    /// <summary>The subject, in full, or its id.</summary>
    public string Subject { get; init; } = "";

    /// <summary>About this merchant's things.</summary>
    public MerchantId? Merchant { get; init; }

    /// <summary>About this shop's things.</summary>
    public ShopId? Shop { get; init; }

    /// <summary>Done, or refused.</summary>
    public bool? Succeeded { get; init; }
}

/// <summary>A row of the trail.</summary>
/// <param name="Number">1, 2, 3 … without a gap.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who, and from where.</param>
/// <param name="Action">What.</param>
/// <param name="Subject">To what.</param>
public sealed record AuditView(long Number, DateTimeOffset At, Actor Actor, string Action, string Subject)
{
    /// <summary>Whose.</summary>
    public MerchantId? Merchant { get; init; }

    /// <summary>In which shop.</summary>
    public ShopId? Shop { get; init; }

    /// <summary>The id of what it was done to.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>JSON of the changed fields as they were.</summary>
    public string? Before { get; init; }

    /// <summary>JSON of the changed fields as they are.</summary>
    public string? After { get; init; }

    /// <summary>False when it was refused.</summary>
    public bool Succeeded { get; init; }

    /// <summary>The reason given, or the reason of the refusal.</summary>
    public string Why { get; init; } = "";
}

/// <summary>Searches the trail, newest first. Each filter has an index that ends with the number, so a page costs the same on ten million rows.</summary>
public sealed class AuditSearch(Database database)
{
    private const int RecentRows = 2000;

    // Rows are numbered as they commit; nodes' clocks differ by less than this.
    private static readonly TimeSpan ClockSkewMax = TimeSpan.FromMinutes(5);

    private static readonly Expression<Func<AuditRow, AuditView>> View = row =>
        new AuditView(row.Number, row.At, new Actor(row.ActorKind, row.ActorId, row.ActorName, row.Address), row.Action, row.Subject)
        {
            Merchant = row.MerchantId,
            Shop = row.ShopId,
            SubjectId = row.SubjectId,
            Before = row.Before,
            After = row.After,
            Succeeded = row.Succeeded,
            Why = row.Why,
        };

    /// <summary>A page of rows with numbers below <paramref name="before"/>.</summary>
    public async Task<IReadOnlyList<AuditView>> ReadAsync(AuditFilter filter, long before, int take, CancellationToken ct)
    {
        await using var db = database.Read();
        var rows = await NarrowAsync(db, filter, ct);
        return await rows.Where(r => r.Number < before).OrderByDescending(r => r.Number).Take(take).Select(View).ToListAsync(ct);
    }

    /// <summary>The actions among the last few thousand rows, for a list to choose from.</summary>
    public async Task<IReadOnlyList<string>> RecentActionsAsync(MerchantId? merchant, CancellationToken ct)
    {
        await using var db = database.Read();
        var rows = db.Set<AuditRow>().AsQueryable();
        if (merchant is { } whose)
            rows = rows.Where(r => r.MerchantId == whose);
        var actions = await rows.OrderByDescending(r => r.Number).Take(RecentRows).Select(r => r.Action).Distinct().ToListAsync(ct);
        return [.. actions.Order(StringComparer.Ordinal)];
    }

    /// <summary>The filter as a query; its time becomes numbers first, so that every order is by number.</summary>
    internal static async Task<IQueryable<AuditRow>> NarrowAsync(DinerDb db, AuditFilter filter, CancellationToken ct)
    {
        var rows = db.Set<AuditRow>().AsQueryable();
        if (filter.Merchant is { } merchant)
            rows = rows.Where(r => r.MerchantId == merchant);
        if (filter.Shop is { } shop)
            rows = rows.Where(r => r.ShopId == shop);
        if (filter.Actor.Length > 0)
            rows = rows.Where(r => r.ActorName == filter.Actor);
        if (filter.Action.Length > 0)
            rows = rows.Where(r => r.Action == filter.Action);
        if (Guid.TryParse(filter.Subject, out var id))
            rows = rows.Where(r => r.SubjectId == id);
        else if (filter.Subject.Length > 0)
            rows = rows.Where(r => r.Subject == filter.Subject);
        if (filter.Succeeded is { } succeeded)
            rows = rows.Where(r => r.Succeeded == succeeded);
        return await BetweenAsync(db, rows, filter, ct);
    }

    private static async Task<IQueryable<AuditRow>> BetweenAsync(DinerDb db, IQueryable<AuditRow> rows, AuditFilter filter, CancellationToken ct)
    {
        if (filter.From is { } from)
        {
            var early = from - ClockSkewMax;
            var first = await db.Set<AuditRow>().Where(r => r.At >= early).OrderBy(r => r.At).Select(r => (long?)r.Number).FirstOrDefaultAsync(ct);
            rows = rows.Where(r => r.At >= from && r.Number >= (first ?? long.MaxValue));
        }

        if (filter.To is { } to)
        {
            var late = to + ClockSkewMax;
            var last = await db.Set<AuditRow>().Where(r => r.At < late).OrderByDescending(r => r.At).Select(r => (long?)r.Number).FirstOrDefaultAsync(ct);
            rows = rows.Where(r => r.At < to && r.Number <= (last ?? 0));
        }

        return rows;
    }
}
