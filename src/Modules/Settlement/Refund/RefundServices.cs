using Microsoft.Extensions.DependencyInjection;

namespace Diner.Settlement.Refund;

internal static class RefundServices
{
    public static void AddRefunds(this IServiceCollection services)
    {
        services.AddSingleton<RefundBooks>();
        services.AddSingleton<OverdueOrders>();
        services.AddSingleton<RefundParts>();
        services.AddSingleton<RefundPayment>();
        services.AddSingleton<RefundHistory>();
        services.AddSingleton<PreviewRefund>();
        services.AddSingleton<HandleRefund>();
        services.AddSingleton<FinishRefund>();
        services.AddSingleton<SendRefunds>();
        services.AddHostedService(house => house.GetRequiredService<SendRefunds>());
        services.AddSingleton<RefundWaitingOrders>();
        services.AddHostedService(house => house.GetRequiredService<RefundWaitingOrders>());
    }
}
