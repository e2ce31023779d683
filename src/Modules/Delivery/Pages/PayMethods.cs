using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Payments.Routing;

namespace Diner.Delivery.Pages;

/// <summary>The ways to pay that a shop offers.</summary>
public sealed class PayMethods(RoutePayments router, TimeProvider clock)
{
    /// <summary>What it offers now for that amount.</summary>
    public Task<IReadOnlyList<OfferedMethod>> OfferAsync(ShopView shop, Money amount, CancellationToken ct) => router.OfferAsync(PlanOf(shop, clock.GetUtcNow()), amount, ct);

    /// <summary>What the router must know of a shop at that time.</summary>
    internal static RoutePlan PlanOf(ShopView shop, DateTimeOffset now) =>
        new(shop.Id, TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(shop.TimeZone)).Hour, shop.Settings.RoutesByFee);
}
