using Diner.Data.LongWork;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Payments.Bills;

internal static class BillServices
{
    public static void AddBills(this IServiceCollection services)
    {
        services.AddSingleton<ReconcileBill>();
        services.AddSingleton<ReceiveBill>();
        services.AddSingleton<ILongWork, BillWork>();
        services.AddSingleton<ReadDifferences>();
        services.AddSingleton<MoveDifferences>();
    }
}
