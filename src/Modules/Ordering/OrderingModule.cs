using Diner.Data;
using Diner.Ordering.Browse;
using Diner.Ordering.Checkout;
using Diner.Ordering.Exceptions;
using Diner.Ordering.Holds;
using Diner.Ordering.Lookup;
using Diner.Ordering.Orders;
using Diner.Ordering.Staff;
using Diner.Ordering.Trade;
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
        services.AddCheckout();
        services.AddSingleton<BrowseOrders>();
        services.AddSingleton<OrderNotes>();
        services.AddSingleton<CancelOrder>();
        services.AddSingleton<SendOrderTo>();
        services.AddSingleton<RevealOrderKeys>();
        services.AddSingleton<WaitingOrders>();
        services.AddSingleton<WaitingAcrossShops>();
        services.AddSingleton<SoldOrders>();
        services.AddSingleton<ReadTrade>();
        services.AddSingleton<ExpireHolds>();
        services.AddHostedService(provider => provider.GetRequiredService<ExpireHolds>());
    }

    /// <inheritdoc/>
    public void AddModel(ModelBuilder model)
    {
        OrderModel.AddTo(model);
        HoldModel.AddTo(model);
        model.Entity<OrderException>(exception =>
        {
            exception.ToTable("ordering_exceptions");
            exception.HasKey(e => e.OrderId);
            exception.HasIndex(e => new { e.Status, e.Since });
            exception.HasIndex(e => new { e.ShopId, e.Status, e.OrderId });
        });
        model.Entity<OrderNote>(note =>
        {
            note.ToTable("ordering_notes");
            note.HasIndex(n => n.OrderId);
        });
    }
}
