using Diner.Data;
using Diner.Data.Secrets;
using Diner.Data.Storage;
using Diner.Host.Api;
using Diner.Ordering.Buyers;
using Diner.Payments.Sandbox;
using Diner.Web;
using Microsoft.EntityFrameworkCore;

namespace Diner.Host.Setup;

/// <summary>How a server is started.</summary>
/// <param name="Urls">Where it listens, separated by semicolons.</param>
/// <param name="Sandbox">True to take play money.</param>
/// <param name="Limits">False switches hold and look-up limits off, for load tests.</param>
internal sealed record ServerOptions(string Urls, bool Sandbox, bool Limits);

/// <summary>Builds the web server: the same for <c>serve</c>, tests and benchmarks.</summary>
internal static class DinerServer
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The server, its database brought to this version's schema. It listens once started.</summary>
    public static async Task<WebApplication> BuildAsync(HostSettings settings, MasterKey masterKey, ServerOptions options, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls(options.Urls).ConfigureKestrel(HttpLimits.Apply);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning).QuietAboutCommands();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddSingleton(new LimitSwitch(options.Limits));
        builder.Services.AddSingleton(new SandboxOptions { IsOn = options.Sandbox });
        builder.Services.AddDiner(settings, masterKey).AddDinerWeb().AddDinerApi();

        var app = builder.Build();
        await Migrator.MigrateAsync(app.Services.GetRequiredService<IDbContextFactory<DinerDb>>(), ct);
        app.UseDinerWeb();
        app.UseDinerApi();
        foreach (var module in app.Services.GetServices<IModule>())
            module.MapEndpoints(app);
        app.MapDinerApi();
        app.MapDinerWeb();
        return app;
    }
}
