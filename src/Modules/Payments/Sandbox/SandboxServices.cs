using Diner.Payments.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Diner.Payments.Sandbox;

internal static class SandboxServices
{
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(10);

    public static void AddSandbox(this IServiceCollection services)
    {
        services.TryAddSingleton(new SandboxOptions());
        services.AddSingleton<IPaymentChannel, SandboxChannel>();
        services.AddSingleton<SandboxClock>();
        services.AddSingleton<SandboxQueue>();
        services.AddSingleton<SandboxBooks>();
        services.AddSingleton<SandboxMemory>();
        services.AddSingleton<SandboxNotifier>();
        services.AddSingleton(house => new SandboxCashier(
            house.GetRequiredService<SandboxOptions>(), house.GetRequiredService<Channels.Channels>(), house.GetRequiredService<SandboxNotifier>(),
            house.GetRequiredService<SandboxQueue>(), house.GetRequiredService<SandboxClock>()));
        services.AddHostedService<SendSandboxNotifications>();
        services.AddHttpClient(SandboxNotifier.HttpClientName, client => client.Timeout = SendTimeout)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
            .RemoveAllLoggers();
    }
}
