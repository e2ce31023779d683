using Diner.Catalog.Domains;
using Diner.Catalog.Limits;
using Diner.Catalog.Styles;
using Diner.Data.Access;
using Diner.Data.Audit;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Catalog.Shops;

internal static class ShopServices
{
    /// <summary>Shops, whose they are, their names and looks, and how much their merchants may have.</summary>
    public static void AddShops(this IServiceCollection services)
    {
        services.AddSingleton<Shops>();
        services.AddSingleton<IShopOwners, ShopOwners>();
        services.AddSingleton<OpenShop>();
        services.AddSingleton<EditShop>();
        services.AddSingleton<SetTerms>();
        services.AddSingleton<SuspendShops>();
        services.AddSingleton<ShopHosts>();
        services.AddSingleton<SetDomain>();
        services.AddSingleton<AllowStyle>();
        services.AddSingleton<SaveStyle>();
        services.AddSingleton<Styles.Styles>();
        services.AddSingleton<IKeyLimits, KeyLimits>();
        services.AddSingleton<SetLimits>();
        services.AddSingleton<ReadLimits>();
    }
}
