using Diner.Payments.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Payments.Stripe;

internal static class StripeServices
{
    public static void AddStripe(this IServiceCollection services)
    {
        services.AddSingleton<StripeApi>();
        services.AddSingleton<StripeSessions>();
        services.AddSingleton<StripeRefunds>();
        services.AddSingleton<IPaymentChannel, StripeChannel>();
    }
}
