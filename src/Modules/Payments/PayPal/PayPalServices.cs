using Diner.Payments.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Payments.PayPal;

internal static class PayPalServices
{
    public static void AddPayPal(this IServiceCollection services)
    {
        services.AddSingleton<PayPalClient>();
        services.AddSingleton<PayPalOrders>();
        services.AddSingleton<PayPalRefunds>();
        services.AddSingleton<PayPalCertificates>();
        services.AddSingleton<IPaymentChannel, PayPalChannel>();
    }
}
