using Diner.Vault.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Vault.Replacement;

internal static class ReplacementServices
{
    /// <summary>Keys in the open for who may see them; the keys that orders have, named for staff and exchanged when bad.</summary>
    public static void AddKeysOfOrders(this IServiceCollection services)
    {
        services.AddSingleton<RevealKeys>();
        services.AddSingleton<RevealKey>();
        services.AddSingleton<OrderKeys>();
        services.AddSingleton<SwapKey>();
        services.AddSingleton<Replacements>();
    }
}
