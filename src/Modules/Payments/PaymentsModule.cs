using Diner.Data;
using Diner.Payments.Channels;
using Diner.Payments.Records;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Payments;

/// <summary>Channels, what they tell us, and the money that came. Knows no order.</summary>
public sealed class PaymentsModule : IModule
{
    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<SealedSettings>();
        services.AddSingleton(p => new Channels.Channels(p.GetRequiredService<Diner.Data.Storage.Database>(), p.GetRequiredService<SealedSettings>(), p.GetServices<IPaymentChannel>(), p.GetRequiredService<TimeProvider>()));
        services.AddMetrics();
        services.AddSingleton<Metrics.PaymentsMeter>();
        services.AddSingleton(p => new Notifications.NotificationReader(p.GetRequiredService<Channels.Channels>(), p.GetRequiredService<Metrics.PaymentsMeter>(), p.GetRequiredService<Microsoft.Extensions.Logging.ILogger<Notifications.NotificationReader>>()));
    }

    /// <inheritdoc/>
    public void AddModel(ModelBuilder model)
    {
        model.Entity<ChannelRow>(channel =>
        {
            channel.ToTable("payments_channels");
            channel.HasIndex(c => c.ShopId);
        });
        model.Entity<Payment>(payment =>
        {
            payment.ToTable("payments_payments");
            payment.HasIndex(p => new { p.ChannelId, p.ProviderTransactionId }).IsUnique().HasDatabaseName("ux_payments_provider_transaction");
            payment.HasIndex(p => p.OrderId);
        });
    }

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}
