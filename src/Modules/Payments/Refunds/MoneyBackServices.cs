using Diner.Payments.Disputes;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Payments.Refunds;

internal static class MoneyBackServices
{
    public static void AddMoneyBack(this IServiceCollection services)
    {
        services.AddSingleton<DueRefunds>();
        services.AddSingleton<ReadRefunds>();
        services.AddSingleton<ReadDisputes>();
    }
}
