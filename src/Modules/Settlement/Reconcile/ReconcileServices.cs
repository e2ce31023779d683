using Microsoft.Extensions.DependencyInjection;

namespace Diner.Settlement.Reconcile;

internal static class ReconcileServices
{
    public static void AddReconciliation(this IServiceCollection services)
    {
        services.AddSingleton<MendRefunds>();
        services.AddSingleton<MendParts>();
        services.AddSingleton<MendDifference>();
    }
}
