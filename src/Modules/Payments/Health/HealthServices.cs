using Microsoft.Extensions.DependencyInjection;

namespace Diner.Payments.Health;

internal static class HealthServices
{
    public static void AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<ChannelPulse>();
        services.AddSingleton<ChannelHealth>();
        services.AddSingleton<StorePulse>();
        services.AddHostedService(house => house.GetRequiredService<StorePulse>());
    }
}
