using Diner.Data.Jobs;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Diner.Delivery.Pages;

/// <summary>How often an order's page was looked at within an hour.</summary>
/// <param name="FirstAt">The first time in that hour.</param>
/// <param name="LastAt">The last time.</param>
/// <param name="Count">How often.</param>
/// <param name="ShowedKeys">The keys were on it; otherwise it showed where the order was, or covered keys.</param>
public sealed record ViewsOfHour(DateTimeOffset FirstAt, DateTimeOffset LastAt, int Count, bool ShowedKeys);

internal sealed class PageView
{
    public OrderId OrderId { get; init; }

    /// <summary>Hours since 1970.</summary>
    public int Hour { get; init; }

    public bool ShowedKeys { get; init; }

    public int Count { get; init; }

    public DateTimeOffset FirstAt { get; init; }

    public DateTimeOffset LastAt { get; init; }
}

/// <summary>
/// Notes that buyers look at their orders: in memory, by order and hour, written every two seconds in one transaction. No page waits for it.
/// A process that dies forgets the last two seconds; under a flood that would fill its memory it forgets what is over the limit.
/// </summary>
public sealed class PageViews(Database database, TimeProvider clock, ILogger<PageViews> logger) : PeriodicJob(Interval, clock, logger)
{
    private const int PendingMax = 20_000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private static readonly SqlText Add = new(
        """
        insert into delivery_views (order_id, hour, showed_keys, count, first_at, last_at)
        select * from unnest($1::uuid[], $2::integer[], $3::boolean[], $4::integer[], $5::timestamptz[], $6::timestamptz[])
        on conflict (order_id, hour, showed_keys) do update
        set count = delivery_views.count + excluded.count, last_at = greatest(delivery_views.last_at, excluded.last_at)
        returning count
        """,
        """
        insert into delivery_views (order_id, hour, showed_keys, count, first_at, last_at)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (order_id, hour, showed_keys) do update
        set count = delivery_views.count + excluded.count, last_at = max(delivery_views.last_at, excluded.last_at)
        returning count
        """);

    private readonly Lock _gate = new();
    private Dictionary<(OrderId Order, int Hour, bool ShowedKeys), ViewsOfHour> _pending = [];

    /// <summary>Notes one look. Returns at once.</summary>
    public void Note(OrderId order, bool showedKeys)
    {
        var now = Clock.GetUtcNow();
        var key = (order, (int)(now.ToUnixTimeSeconds() / 3600), showedKeys);
        lock (_gate)
        {
            if (_pending.TryGetValue(key, out var seen))
                _pending[key] = seen with { Count = seen.Count + 1, LastAt = now };
            else if (_pending.Count < PendingMax)
                _pending.Add(key, new ViewsOfHour(now, now, 1, showedKeys));
        }
    }

    /// <summary>The looks at one order, by hour, oldest first.</summary>
    public async Task<IReadOnlyList<ViewsOfHour>> OfOrderAsync(OrderId order, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<PageView>().Where(v => v.OrderId == order).OrderBy(v => v.Hour).Select(v => new ViewsOfHour(v.FirstAt, v.LastAt, v.Count, v.ShowedKeys)).ToListAsync(ct);
    }

    /// <inheritdoc/>
    public override async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        var taken = Take();
        if (taken.Length == 0)
            return false;
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        batch.ReadRows(
            Add,
            row => row.Int(0),
            taken.Select(v => v.Key.Order.Value).ToArray(),
            taken.Select(v => v.Key.Hour).ToArray(),
            taken.Select(v => v.Key.ShowedKeys).ToArray(),
            taken.Select(v => v.Value.Count).ToArray(),
            taken.Select(v => v.Value.FirstAt).ToArray(),
            taken.Select(v => v.Value.LastAt).ToArray());
        await batch.SendAndCommitAsync(ct);
        return false;
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await RunOnceAsync(cancellationToken);
    }

    // In order of the key, so that two nodes cannot wait for each other.
    private KeyValuePair<(OrderId Order, int Hour, bool ShowedKeys), ViewsOfHour>[] Take()
    {
        lock (_gate)
        {
            if (_pending.Count == 0)
                return [];
            var taken = _pending;
            _pending = [];
            return [.. taken.OrderBy(v => v.Key.Order.Value).ThenBy(v => v.Key.Hour).ThenBy(v => v.Key.ShowedKeys)];
        }
    }
}
