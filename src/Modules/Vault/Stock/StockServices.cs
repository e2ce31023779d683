using Microsoft.Extensions.DependencyInjection;

namespace Diner.Vault.Stock;

internal static class StockServices
{
    /// <summary>How much there is, and how much there may be.</summary>
    public static void AddStock(this IServiceCollection services)
    {
        services.AddSingleton<KeyRoom>();
        services.AddSingleton<StockLevels>();
        services.AddSingleton<StockOnHand>();
    }
}
