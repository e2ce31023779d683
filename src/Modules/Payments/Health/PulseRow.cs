using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Payments.Health;

/// <summary>What all nodes saw of a channel in five minutes.</summary>
internal sealed class PulseRow
{
    public ChannelId ChannelId { get; init; }

    /// <summary>When the five minutes began.</summary>
    public DateTimeOffset Slot { get; init; }

    public long Genuine { get; set; }

    public long Refused { get; set; }

    public long Unconfirmed { get; set; }

    public long Answered { get; set; }

    public long Failed { get; set; }

    public long AskedMs { get; set; }

    public DateTimeOffset? NotifiedAt { get; set; }

    public static void AddTo(ModelBuilder model) => model.Entity<PulseRow>(row =>
    {
        row.ToTable("payments_channel_pulse");
        row.HasKey(r => new { r.Slot, r.ChannelId });
    });
}
