using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Payments.Routing;

namespace Diner.Delivery.Pages;

/// <summary>The ways to pay that a shop offers.</summary>
public sealed class PayMethods(RoutePayments router, TimeProvider clock)
{
    /// <summary>What it offers now for that amount, or for any when it is not known yet.</summary>
    public Task<IReadOnlyList<OfferedMethod>> OfferAsync(ShopView shop, Money? amount, CancellationToken ct) => router.OfferAsync(PlanOf(shop, clock.GetUtcNow()), amount, ct);

    /// <summary>The channel a program means: by its id, or by the name of a method, for which the router chooses; the empty id when it means none of the shop's.</summary>
    public async Task<ChannelId> ChannelOfAsync(ShopView shop, string? named, CancellationToken ct)
    {
        if (Guid.TryParse(named, out var id))
            return new ChannelId(id);
        return PaymentMethods.TryParse(named, out var method) && (await OfferAsync(shop, null, ct)).FirstOrDefault(offered => offered.Method == method) is { } chosen ? chosen.Channel.Id : default;
    }

    /// <summary>What the router must know of a shop at that time.</summary>
    internal static RoutePlan PlanOf(ShopView shop, DateTimeOffset now) =>
        new(shop.Id, shop.Currency, TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(shop.TimeZone)).Hour, shop.Settings.RoutesByFee);
}
