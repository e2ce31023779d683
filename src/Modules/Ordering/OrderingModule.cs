using Diner.Data;
using Diner.Ordering.Exceptions;
using Diner.Ordering.Holds;
using Diner.Ordering.Lookup;
using Diner.Ordering.Orders;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Ordering;

/// <summary>Checkout, holds, the states of an order, finding an order again.</summary>
public sealed class OrderingModule : IModule
{
    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddLookup();
    }

    /// <inheritdoc/>
    public void AddModel(ModelBuilder model)
    {
        model.Entity<Order>(order =>
        {
            order.ToTable("ordering_orders");
            order.HasIndex(o => o.OrderNo).IsUnique();
            order.HasIndex(o => new { o.ShopId, o.ContactHash, o.CreatedAt });
            order.HasIndex(o => new { o.DeviceHash, o.CreatedAt });
            order.HasIndex(o => new { o.ShopId, o.IdempotencyKey }).IsUnique().HasFilter("idempotency_key is not null").HasDatabaseName("ux_ordering_orders_idempotency_key");
        });
        model.Entity<Hold>(hold =>
        {
            hold.ToTable("ordering_holds");
            hold.HasKey(h => h.OrderId);
            hold.HasIndex(h => h.ExpiresAt);
            hold.HasIndex(h => h.ContactHash);
            hold.HasIndex(h => h.AddressHash);
            hold.HasIndex(h => h.DeviceHash);
        });
        model.Entity<OrderException>(exception =>
        {
            exception.ToTable("ordering_exceptions");
            exception.HasKey(e => e.OrderId);
            exception.HasIndex(e => new { e.Status, e.Since });
        });
    }

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}
