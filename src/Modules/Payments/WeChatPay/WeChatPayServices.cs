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
        services.AddSingleton<IPaymentChannel, WeChatPayChannel>();
    }
}
