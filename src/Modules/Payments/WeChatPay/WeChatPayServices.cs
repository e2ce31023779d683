using Diner.Payments.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Payments.WeChatPay;

internal static class WeChatPayServices
{
    public static void AddWeChatPay(this IServiceCollection services)
    {
        services.AddSingleton<WeChatPayClient>();
        services.AddSingleton<WeChatPayOrders>();
        services.AddSingleton<WeChatPayRefunds>();
        services.AddSingleton<WeChatSignIn>();
        services.AddSingleton(house => new WeChatPayDesk(
            house.GetRequiredService<Channels.Channels>(), house.GetRequiredService<WeChatPayOrders>(), house.GetRequiredService<WeChatSignIn>(), house.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IPaymentChannel, WeChatPayChannel>();
    }
}
