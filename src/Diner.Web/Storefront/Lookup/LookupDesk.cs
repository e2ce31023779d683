using Diner.Catalog.Shops;
using Diner.Delivery.Lookup;
using Diner.Ordering.Buyers;
using Diner.Ordering.Lookup;
using Diner.Web.Buyers;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Storefront.Lookup;

/// <summary>What every look-up needs: the shop, the visitor, and how often the visitor may try.</summary>
internal sealed class LookupDesk(Shops shops, OrderQueries orders, BuyerHashes buyers, DeviceCookie devices, LookupLimits limits)
{
    /// <summary>Finds shops.</summary>
    public Shops Shops => shops;

    /// <summary>Lists orders.</summary>
    public OrderQueries Orders => orders;

    /// <summary>False when this visitor, or anybody about this contact, tried too often.</summary>
    public async Task<bool> AllowAsync(LookupAct act, HttpContext context, string contact, CancellationToken ct)
    {
        var visit = new LookupVisit(await buyers.AddressAsync(AddressOf(context), ct), await buyers.ContactAsync(contact, ct));
        return await limits.AllowAsync(act, visit, ct);
    }

    /// <summary>The visitor's network address.</summary>
    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>The orders placed in this browser.</summary>
    public async Task<OrderList> OfBrowserAsync(HttpContext context, int page, CancellationToken ct)
    {
        var device = await devices.ReadAsync(context, ct);
        return await orders.ForDeviceAsync(await buyers.DeviceAsync(device, ct), page, ct);
    }
}
