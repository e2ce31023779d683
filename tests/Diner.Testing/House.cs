using Diner.Data.Lanes;
using Diner.Data.Secrets;
using Diner.Data.Storage;
using Diner.Host.Setup;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Diner.Testing;

/// <summary>The whole house on a fresh database, without a web server and without running jobs: a test calls what it wants to see.</summary>
public sealed class House : IAsyncDisposable
{
    private static readonly byte[] MasterKeyBytes = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    private readonly ServiceProvider _services;
    private readonly DatabaseOptions _database;

    private House(DatabaseOptions database, FakeTimeProvider clock, Action<IServiceCollection>? more) =>
        (_services, _database, Clock) = (Services(database, clock, more), database, clock);

    /// <summary>The time in this house; it stands still unless a test moves it.</summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>A use case or query of any module.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Opens a house on a fresh database of that kind.</summary>
    /// <param name="kind">Which database.</param>
    /// <param name="more">Services a test adds, such as long work of its own.</param>
    public static async Task<House> OpenAsync(DatabaseKind kind, Action<IServiceCollection>? more = null)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 14, 0, 0, TimeSpan.Zero));
        return new House(await TestDatabases.CreateAsync(kind), clock, more);
    }

    /// <summary>Another node on the same database, with a clock of its own that shows the same time now.</summary>
    public House OpenNode(Action<IServiceCollection>? more = null) => new(_database, new FakeTimeProvider(Clock.GetUtcNow()), more);

    /// <summary>Starts the lanes, so that checkout and settlement can be entered. They drain when the house is closed.</summary>
    public async Task StartLanesAsync()
    {
        foreach (var lane in _services.GetServices<ILane>())
            await lane.StartAsync(CancellationToken.None);
    }

    /// <summary>The services of every module on a given database.</summary>
    internal static ServiceProvider Services(DatabaseOptions database, TimeProvider clock, Action<IServiceCollection>? more = null)
    {
        var settings = new HostSettings(Path.GetTempPath(), database, "unused");
        var services = new ServiceCollection()
            .AddSingleton(clock)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Critical))
            .AddDiner(settings, MasterKey.FromBytes(MasterKeyBytes));
        more?.Invoke(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var lane in _services.GetServices<ILane>())
            await lane.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
