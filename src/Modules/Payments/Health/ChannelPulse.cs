using System.Collections.Concurrent;
using Diner.Kernel;
using Diner.Payments.Notifications;

namespace Diner.Payments.Health;

/// <summary>
/// What this node has seen of each channel since it was stored last: counters in memory, so that a notification and a checkout pay
/// nothing for it. A node that dies loses ten
/// seconds of figures, and one count that comes at the very moment of storing may be lost: they are a gauge, not books.
/// </summary>
internal sealed class ChannelPulse(TimeProvider clock)
{
    private ConcurrentDictionary<ChannelId, PulseTally> _tallies = new();

    /// <summary>A notification was read.</summary>
    public void Notified(ChannelId channel, NotificationReading reading)
    {
        var tally = TallyOf(channel);
        Interlocked.Increment(ref reading is NotificationReading.Refused ? ref tally.Refused : ref reading is NotificationReading.Unconfirmed ? ref tally.Unconfirmed : ref tally.Genuine);
        if (reading is not NotificationReading.Refused)
            Interlocked.Exchange(ref tally.NotifiedAtTicks, clock.GetUtcNow().UtcTicks);
    }

    /// <summary>The provider was asked for a way to pay.</summary>
    public void Asked(ChannelId channel, bool answered, TimeSpan took)
    {
        var tally = TallyOf(channel);
        Interlocked.Increment(ref answered ? ref tally.Answered : ref tally.Failed);
        Interlocked.Add(ref tally.AskedMs, (long)took.TotalMilliseconds);
    }

    /// <summary>Takes what was counted; counting begins anew.</summary>
    public IReadOnlyCollection<KeyValuePair<ChannelId, PulseTally>> Take() => Interlocked.Exchange(ref _tallies, new ConcurrentDictionary<ChannelId, PulseTally>()).ToArray();

    private PulseTally TallyOf(ChannelId channel) => Volatile.Read(ref _tallies).GetOrAdd(channel, _ => new PulseTally());
}

/// <summary>The counters of one channel.</summary>
internal sealed class PulseTally
{
    public long Genuine;
    public long Refused;
    public long Unconfirmed;
    public long Answered;
    public long Failed;
    public long AskedMs;
    public long NotifiedAtTicks;
}
