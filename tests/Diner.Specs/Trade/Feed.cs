using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Testing;
using Xunit;

namespace Diner.Specs.Trade;

/// <summary>The event feed, as a follower sees it.</summary>
internal static class Feed
{
    private const int LooksMax = 1_000;

    private static readonly SqlText Hidden = new(
        "select count(*) from data_events where xid >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint",
        "select 0");

    /// <summary>Waits until a follower may read all that was told. On PostgreSQL an event shows once no older transaction runs, and other tests run theirs in the same cluster.</summary>
    public static async Task ShowsAllAsync(House house, CancellationToken ct)
    {
        for (var look = 0; await HiddenAsync(house, ct) > 0; look++)
        {
            Assert.True(look < LooksMax, "the feed did not show what was told");
            await Task.Delay(TimeSpan.FromMilliseconds(20), ct);
        }
    }

    private static async Task<long> HiddenAsync(House house, CancellationToken ct)
    {
        await using var work = await house.Get<Database>().BeginAsync(ct);
        var batch = work.NewBatch();
        var hidden = batch.Read(Hidden, row => row.Long(0));
        await batch.SendAsync(ct);
        return hidden.Rows[0];
    }
}
