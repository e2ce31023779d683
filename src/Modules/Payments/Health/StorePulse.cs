using Diner.Data.Jobs;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Microsoft.Extensions.Logging;

namespace Diner.Payments.Health;

/// <summary>Adds this node's counters to the table every ten seconds, one row a channel, and drops what is older than a week.</summary>
internal sealed class StorePulse(Database database, ChannelPulse pulse, TimeProvider clock, ILogger<StorePulse> logger) : PeriodicJob(Interval, clock, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Slot = TimeSpan.FromMinutes(5);

    // A day more than the longest window that is shown.
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(8);

    private static readonly SqlText Add =
        """
        insert into payments_channel_pulse (channel_id, slot, genuine, refused, unconfirmed, answered, failed, asked_ms, notified_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (slot, channel_id) do update set
            genuine = payments_channel_pulse.genuine + excluded.genuine,
            refused = payments_channel_pulse.refused + excluded.refused,
            unconfirmed = payments_channel_pulse.unconfirmed + excluded.unconfirmed,
            answered = payments_channel_pulse.answered + excluded.answered,
            failed = payments_channel_pulse.failed + excluded.failed,
            asked_ms = payments_channel_pulse.asked_ms + excluded.asked_ms,
            notified_at = coalesce(excluded.notified_at, payments_channel_pulse.notified_at)
        """;

    public override async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        // In one order on every node: rows that two nodes write are locked in it.
        var taken = pulse.Take().OrderBy(entry => entry.Key.Value).ToList();
        if (taken.Count == 0)
            return false;
        var now = Clock.GetUtcNow();
        var slot = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % Slot.Ticks), TimeSpan.Zero);
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        foreach (var (channel, tally) in taken)
        {
            DateTimeOffset? at = tally.NotifiedAtTicks == 0 ? null : new DateTimeOffset(tally.NotifiedAtTicks, TimeSpan.Zero);
            batch.Run(Add, channel.Value, slot, tally.Genuine, tally.Refused, tally.Unconfirmed, tally.Answered, tally.Failed, tally.AskedMs, at);
        }

        batch.Run("delete from payments_channel_pulse where slot < $1", now - KeptFor);
        await batch.SendAndCommitAsync(ct);
        return false;
    }
}
