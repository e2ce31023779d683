using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Diner.Data.Protection;

internal static class ProtectionServices
{
    // All nodes of a house are one application, whatever directory each was started from.
    private const string Application = "diner";

    /// <summary>Keeps the keys of data protection in the database.</summary>
    public static void AddProtectionKeys(this IServiceCollection services)
    {
        services.AddSingleton<ProtectionKeys>();
        services.AddDataProtection().SetApplicationName(Application);
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(house => new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = house.GetRequiredService<ProtectionKeys>()));
    }
}
