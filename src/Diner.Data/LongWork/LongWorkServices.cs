using Diner.Data.Files;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Diner.Data.LongWork;

internal static class LongWorkServices
{
    public static void AddLongWork(this IServiceCollection services)
    {
        services.TryAddSingleton(new LongWorkOptions());
        services.AddSingleton<SealedFiles>();
        services.AddSingleton<StartWork>();
        services.AddSingleton<HandleWork>();
        services.AddSingleton<WorkList>();
        services.AddSingleton<WorkLeases>();
        services.AddSingleton<WorkRunner>();
        services.AddHostedService(house => house.GetRequiredService<WorkRunner>());
        services.AddSingleton<DropFiles>();
        services.AddHostedService(house => house.GetRequiredService<DropFiles>());
    }
}
