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

    private House(ServiceProvider services, FakeTimeProvider clock) => (_services, Clock) = (services, clock);

    /// <summary>The time in this house; it stands still unless a test moves it.</summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>A use case or query of any module.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Opens a house on a fresh database of that kind.</summary>
    public static async Task<House> OpenAsync(DatabaseKind kind)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 14, 0, 0, TimeSpan.Zero));
        return new House(Services(await TestDatabases.CreateAsync(kind), clock), clock);
    }

    /// <summary>Starts the lanes, so that checkout and settlement can be entered. They drain when the house is closed.</summary>
    public async Task StartLanesAsync()
    {
        foreach (var lane in _services.GetServices<ILane>())
            await lane.StartAsync(CancellationToken.None);
    }

    /// <summary>The services of every module on a given database.</summary>
    internal static ServiceProvider Services(DatabaseOptions database, TimeProvider clock)
    {
        var settings = new HostSettings(Path.GetTempPath(), database, "unused");
        return new ServiceCollection()
            .AddSingleton(clock)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Critical))
            .AddDiner(settings, MasterKey.FromBytes(MasterKeyBytes))
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var lane in _services.GetServices<ILane>())
            await lane.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
