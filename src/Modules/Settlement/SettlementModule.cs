using Diner.Data;
using Diner.Data.Lanes;
using Diner.Data.LongWork;
using Diner.Ordering.Checkout;
using Diner.Settlement.Disputes;
using Diner.Settlement.Doctor;
using Diner.Settlement.FollowUp;
using Diner.Settlement.Notify;
using Diner.Settlement.Payouts;
using Diner.Settlement.Reconcile;
using Diner.Settlement.Refund;
using Diner.Settlement.Settle;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Settlement;

/// <summary>The path from paid to delivered, and what follows up on orders that could not go it at once.</summary>
public sealed class SettlementModule : IModule
{
    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<Announcer>();
        services.AddSingleton<SettlePayments>();
        services.AddLane(SettlementLane.Make);
        services.AddSingleton<NotificationDesk>();
        services.AddSingleton<NotifyEndpoint>();
        services.AddRefunds();
        services.AddPayouts();
        services.AddReconciliation();
        services.AddSingleton<HearDispute>();
        services.AddSingleton<AskProviders>();
        services.AddHostedService(provider => provider.GetRequiredService<AskProviders>());
        services.AddSingleton<ISettleFreeOrders, SettleFreeOrders>();
        services.AddSingleton<ConfirmPaid>();
        services.AddSingleton<FulfilOrder>();
        services.AddSingleton<ReplaceParts>();
        services.AddSingleton<ReplaceKey>();
        services.AddSingleton<Examine>();
        services.AddSingleton<ILongWork, DoctorWork>();
        services.AddSingleton<DeliverWaitingOrders>();
        services.AddHostedService(provider => provider.GetRequiredService<DeliverWaitingOrders>());
    }

    /// <inheritdoc/>
    public void AddModel(ModelBuilder model)
    {
    }

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder routes) =>
        NotifyEndpoint.Map(routes, routes.ServiceProvider.GetRequiredService<NotifyEndpoint>());
}
