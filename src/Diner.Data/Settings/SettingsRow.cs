using Microsoft.EntityFrameworkCore;

namespace Diner.Data.Settings;

/// <summary>One version of the settings; the greatest is the one that counts, the others are the history.</summary>
internal sealed class SettingsRow
{
    /// <summary>1, 2, 3 …: two who save at once collide on it.</summary>
    public int Version { get; init; }

    public DateTimeOffset At { get; init; }

    public required string ActorName { get; init; }

    /// <summary>JSON of <see cref="HouseSettings"/>.</summary>
    public required string Json { get; init; }

    public static void AddTo(ModelBuilder model) => model.Entity<SettingsRow>(row =>
    {
        row.ToTable("data_settings");
        row.HasKey(r => r.Version);
        row.Property(r => r.Version).ValueGeneratedNever();
    });
}
