using Diner.Vault.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Vault.Replacement;

internal static class ReplacementServices
{
    /// <summary>The keys that orders have: opened for the buyer, named for staff, exchanged when bad.</summary>
    public static void AddKeysOfOrders(this IServiceCollection services)
    {
        services.AddSingleton<RevealKeys>();
        services.AddSingleton<OrderKeys>();
        services.AddSingleton<SwapKey>();
        services.AddSingleton<Replacements>();
    }
}
