using Diner.Payments.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Payments.Alipay;

internal static class AlipayServices
{
    public static void AddAlipay(this IServiceCollection services)
    {
        services.AddSingleton<AlipayClient>();
        services.AddSingleton<AlipayTrades>();
        services.AddSingleton<AlipayRefunds>();
        services.AddSingleton<AlipayTransfers>();
        services.AddSingleton<IPaymentChannel, AlipayChannel>();
    }
}
