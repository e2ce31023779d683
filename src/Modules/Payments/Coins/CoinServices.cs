using Diner.Payments.BtcPay;
using Diner.Payments.Channels;
using Diner.Payments.Epusdt;
using Diner.Payments.TokenPay;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Payments.Coins;

internal static class CoinServices
{
    public static void AddCoins(this IServiceCollection services)
    {
        services.AddSingleton<BtcPayClient>();
        services.AddSingleton<IPaymentChannel, BtcPayChannel>();
        services.AddSingleton<TokenPayClient>();
        services.AddSingleton<IPaymentChannel, TokenPayChannel>();
        services.AddSingleton<EpusdtClient>();
        services.AddSingleton<IPaymentChannel, EpusdtChannel>();
    }
}
