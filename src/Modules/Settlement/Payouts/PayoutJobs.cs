using Microsoft.Extensions.DependencyInjection;

namespace Diner.Settlement.Payouts;

internal static class PayoutJobs
{
    public static void AddPayouts(this IServiceCollection services)
    {
        services.AddSingleton<PayoutStore>();
        services.AddSingleton<PayoutPositions>();
        services.AddSingleton<RequestPayout>();
        services.AddSingleton<ChangeDestination>();
        services.AddSingleton<TransferChannels>();
        services.AddSingleton<SendPayouts>();
        services.AddHostedService(house => house.GetRequiredService<SendPayouts>());
        services.AddSingleton<SchedulePayouts>();
        services.AddHostedService(house => house.GetRequiredService<SchedulePayouts>());
    }
}
