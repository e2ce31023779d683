using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Payments.Channels;

internal static class ChannelServices
{
    public static void AddChannels(this IServiceCollection services)
    {
        services.AddSingleton<SealedSettings>();
        services.AddSingleton(house => new Channels(
            house.GetRequiredService<Database>(), house.GetRequiredService<SealedSettings>(), house.GetServices<IPaymentChannel>(), house.GetRequiredService<ChannelTraces>(), house.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ChannelTraces>();
        services.AddSingleton<ChannelBooks>();
        services.AddSingleton(house => new EditChannels(
            house.GetRequiredService<Database>(), house.GetRequiredService<ChannelBooks>(), house.GetRequiredService<AuditTrail>(),
            house.GetRequiredService<IdSource>(), house.GetRequiredService<TimeProvider>()));
        services.AddSingleton<TestChannel>();
    }
}
