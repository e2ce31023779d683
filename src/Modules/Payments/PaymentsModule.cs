using Diner.Data;
using Diner.Payments.Alipay;
using Diner.Payments.Bills;
using Diner.Payments.Channels;
using Diner.Payments.Coins;
using Diner.Payments.Epay;
using Diner.Payments.Health;
using Diner.Payments.Metrics;
using Diner.Payments.Notifications;
using Diner.Payments.PayPal;
using Diner.Payments.Records;
using Diner.Payments.Refunds;
using Diner.Payments.Routing;
using Diner.Payments.Sandbox;
using Diner.Payments.Stripe;
using Diner.Payments.WeChatPay;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Diner.Payments;

/// <summary>Channels, what they tell us, and the money that came. Knows no order.</summary>
public sealed class PaymentsModule : IModule
{
    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddMetrics();
        services.AddChannels();
        services.AddSingleton<PaymentRecords>();
        services.AddSingleton<PaymentsMeter>();
        services.AddSingleton(house => new NotificationReader(
            house.GetRequiredService<Channels.Channels>(), house.GetRequiredService<PaymentsMeter>(), house.GetRequiredService<ChannelPulse>(), house.GetRequiredService<ILogger<NotificationReader>>()));
        services.AddSingleton<Attempts.Attempts>();
        services.AddMoneyBack();
        services.AddSingleton<UnmatchedPayments>();
        services.AddSingleton<DealWithPayment>();
        services.AddBills();
        services.AddPaymentRouting();
        services.AddHealth();
        services.AddProviderClient();
        services.AddSingleton<EpayClient>();
        services.AddSingleton<EpayRefunds>();
        services.AddSingleton<IPaymentChannel, EpayChannel>();
        services.AddAlipay();
        services.AddWeChatPay();
        services.AddStripe();
        services.AddPayPal();
        services.AddCoins();
        services.AddSandbox();
    }

    /// <inheritdoc/>
    public void AddModel(ModelBuilder model) => PaymentsModel.AddTo(model);
}
