using System.Text.Json;
using Diner.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace Diner.Data.Settings;

/// <summary>A version of the settings.</summary>
/// <param name="Version">1, 2, 3 …; 0 for the defaults, before anybody saved.</param>
/// <param name="Settings">What was set.</param>
/// <param name="At">When; null for the defaults.</param>
/// <param name="ActorName">By whom.</param>
public sealed record SettingsVersion(int Version, HouseSettings Settings, DateTimeOffset? At, string ActorName);

/// <summary>Reads the settings of the house. They are a few seconds old at most, and current in the process that changed them.</summary>
public sealed class SettingsBook(Database database, TimeProvider clock)
{
    private const int HistoryMax = 50;
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(5);

    private Known? _known;

    /// <summary>The settings that count.</summary>
    public async ValueTask<HouseSettings> CurrentAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (Volatile.Read(ref _known) is { } known && known.ReadAt + FreshFor > now)
            return known.Settings;
        var settings = (await LatestAsync(ct)).Settings;
        Volatile.Write(ref _known, new Known(settings, now));
        return settings;
    }

    /// <summary>The last version, straight from the database.</summary>
    public async Task<SettingsVersion> LatestAsync(CancellationToken ct) => await HistoryAsync(1, ct) is [var latest, ..] ? latest : new SettingsVersion(0, new HouseSettings(), null, "");

    /// <summary>The versions, newest first, at most 50.</summary>
    public Task<IReadOnlyList<SettingsVersion>> HistoryAsync(CancellationToken ct) => HistoryAsync(HistoryMax, ct);

    internal void Forget() => Volatile.Write(ref _known, null);

    private async Task<IReadOnlyList<SettingsVersion>> HistoryAsync(int take, CancellationToken ct)
    {
        await using var db = database.Read();
        var rows = await db.Set<SettingsRow>().OrderByDescending(r => r.Version).Take(take).ToListAsync(ct);
        return [.. rows.Select(r => new SettingsVersion(r.Version, JsonSerializer.Deserialize<HouseSettings>(r.Json) ?? new HouseSettings(), r.At, r.ActorName))];
    }

    private sealed record Known(HouseSettings Settings, DateTimeOffset ReadAt);
}
