using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Diner.Data.Lanes;

/// <summary>Registers lanes.</summary>
public static class LaneRegistration
{
    /// <summary>Adds a lane that starts and drains with the host.</summary>
    public static IServiceCollection AddLane<TItem, TResult>(this IServiceCollection services, Func<IServiceProvider, BatchLane<TItem, TResult>> make) => services
        .AddSingleton(make)
        .AddSingleton<ILane>(provider => provider.GetRequiredService<BatchLane<TItem, TResult>>())
        .AddSingleton<IHostedService>(provider => provider.GetRequiredService<BatchLane<TItem, TResult>>());
}
