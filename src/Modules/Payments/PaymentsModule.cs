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
