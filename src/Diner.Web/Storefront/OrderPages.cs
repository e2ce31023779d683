using Diner.Web.Storefront.Delivery;
using Diner.Web.Storefront.Lookup;
using Diner.Web.Storefront.Pay;
using Diner.Web.Storefront.WeChat;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Web.Storefront;

/// <summary>A buyer's pages after checkout: paying, receiving, finding again.</summary>
public static class OrderPages
{
    /// <summary>What the pages are made from.</summary>
    public static IServiceCollection AddOrderPages(this IServiceCollection services)
    {
        services.AddSingleton<OrderDoor>();
        services.AddSingleton<OrderPulses>();
        services.AddSingleton<OrderEvents>();
        services.AddSingleton<AfterDelivery>();
        services.AddSingleton<DeliveryDesk>();
        services.AddSingleton<PayDesk>();
        services.AddSingleton<LookupDesk>();
        return services;
    }

    /// <summary>The routes under <c>/o</c>, <c>/orders</c> and <c>/s/{slug}/find</c>.</summary>
    public static IEndpointRouteBuilder MapOrderPages(this IEndpointRouteBuilder routes)
    {
        DeliveryRoutes.Map(routes);
        PayRoutes.Map(routes);
        WeChatRoutes.Map(routes);
        LookupRoutes.Map(routes);
        return routes;
    }
}
