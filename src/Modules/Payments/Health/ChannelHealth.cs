using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Payments.Health;

/// <summary>How a channel did over some time.</summary>
/// <param name="Channel">Which.</param>
/// <param name="Genuine">Notifications that were its own.</param>
/// <param name="Refused">Notifications that were forged or unreadable.</param>
/// <param name="Unconfirmed">Notifications its provider did not confirm in time; it sends them again.</param>
/// <param name="Answered">Times its provider gave the buyer a way to pay.</param>
/// <param name="Failed">Times it did not.</param>
public sealed record ChannelFigures(ChannelId Channel, long Genuine, long Refused, long Unconfirmed, long Answered, long Failed)
{
    /// <summary>Milliseconds the provider was asked for, in all.</summary>
    public long AskedMs { get; init; }

    /// <summary>The last notification that was its own; null when there was none.</summary>
    public DateTimeOffset? NotifiedAt { get; init; }

    /// <summary>Of a hundred times the provider was asked or had to confirm, how often it answered; null when it was never.</summary>
    public double? SuccessPercent => Tries == 0 ? null : 100.0 * (Answered + Genuine) / Tries;

    /// <summary>Milliseconds the provider takes for an answer, on average; null when it was never asked.</summary>
    public long? LatencyMs => Answered + Failed == 0 ? null : AskedMs / (Answered + Failed);

    private long Tries => Answered + Failed + Genuine + Unconfirmed;
}

/// <summary>How channels do, over a sliding window. Figures of the last ten seconds are still on their nodes.</summary>
public sealed class ChannelHealth(Database database, TimeProvider clock)
{
    /// <summary>The channels anything was heard of within that time, at most a week.</summary>
    public async Task<IReadOnlyDictionary<ChannelId, ChannelFigures>> ReadAsync(TimeSpan window, CancellationToken ct)
    {
        var from = clock.GetUtcNow() - window;
        await using var db = database.Read();
        var sums = await db.Set<PulseRow>().Where(r => r.Slot >= from).GroupBy(r => r.ChannelId)
            .Select(g => new
            {
                Channel = g.Key,
                Genuine = g.Sum(r => r.Genuine),
                Refused = g.Sum(r => r.Refused),
                Unconfirmed = g.Sum(r => r.Unconfirmed),
                Answered = g.Sum(r => r.Answered),
                Failed = g.Sum(r => r.Failed),
                AskedMs = g.Sum(r => r.AskedMs),
                NotifiedAt = g.Max(r => r.NotifiedAt),
            }).ToListAsync(ct);
        return sums.ToDictionary(
            s => s.Channel,
            s => new ChannelFigures(s.Channel, s.Genuine, s.Refused, s.Unconfirmed, s.Answered, s.Failed) { AskedMs = s.AskedMs, NotifiedAt = s.NotifiedAt });
    }
}
