using Diner.Accounts;
using Diner.Data;
using Diner.Data.Outbound;
using Diner.Data.Secrets;
using Diner.Delivery;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Diner.Host.Setup;

/// <summary>The services of every module, alike for the server and for the command line.</summary>
internal static class DinerServices
{
    public static IServiceCollection AddDiner(this IServiceCollection services, HostSettings settings, MasterKey masterKey)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton(settings.Database);
        services.AddSingleton(masterKey);
        services.TryAddSingleton(OutboundOptions.From(Environment.GetEnvironmentVariable));
        services.TryAddSingleton(AccountsOptions.From(Environment.GetEnvironmentVariable));
        services.AddSingleton(DeliveryOptions.From(settings.DataDirectory, Environment.GetEnvironmentVariable));
        foreach (var module in Modules.All)
        {
            services.AddSingleton(module);
            module.AddServices(services);
        }

        return services;
    }

    /// <summary>
    /// A command that fails throws, and who catches it says so; a name that is taken is an answer and no error. Entity Framework's own line is
    /// one more, and on a new database it shouts about the missing table of migrations. Data protection warns that its keys are stored as they
    /// are: the store seals them.
    /// </summary>
    public static ILoggingBuilder QuietAboutCommands(this ILoggingBuilder logging) =>
        logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None)
            .AddFilter("Microsoft.EntityFrameworkCore.Update", LogLevel.None)
            .AddFilter("Polly", LogLevel.None) // What a provider did is said by who asked it, once and without a stack.
            .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
}
