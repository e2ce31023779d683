using System.Text.Json;
using Diner.Data.Audit;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Data.Settings;

/// <summary>Changes the settings of the house. Every version is kept.</summary>
public sealed class SaveSettings(Database database, SettingsBook book, AuditTrail audit, TimeProvider clock)
{
    private static readonly SqlText Add = "insert into data_settings (version, at, actor_name, json) values ($1, $2, $3, $4) on conflict do nothing";

    /// <summary>
    /// Null when saved, or when nothing changed. <see cref="ProblemCode.InvalidRequest"/> with the setting that is out of its limits,
    /// <see cref="ProblemCode.WrongState"/> when somebody saved since <paramref name="seen"/> was read.
    /// </summary>
    /// <param name="actor">Who.</param>
    /// <param name="settings">What shall be set.</param>
    /// <param name="seen">The version that was looked at.</param>
    /// <param name="ct">Cancels it.</param>
    public async Task<Problem?> RunAsync(Actor actor, HouseSettings settings, int seen, CancellationToken ct)
    {
        if (settings.Check() is { } problem)
            return problem;
        var latest = await book.LatestAsync(ct);
        if (latest.Version == seen && latest.Settings == settings)
            return null;
        await using var work = await database.BeginAsync(ct);
        if (latest.Version != seen || await work.RunAsync(Add, ct, seen + 1, clock.GetUtcNow(), actor.Name, JsonSerializer.Serialize(settings)) == 0)
            return new Problem(ProblemCode.WrongState, "Somebody else changed the settings in the meantime. Look at them again.");
        await audit.AddAsync(work, actor, new AuditEntry("settings.saved", $"version {seen + 1}") { Before = latest.Settings, After = settings }, ct);
        await work.CommitAsync(ct);
        book.Forget();
        return null;
    }
}
