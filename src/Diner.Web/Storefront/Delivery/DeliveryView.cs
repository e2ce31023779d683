using Diner.Catalog.Products;
using Diner.Delivery.Problems;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Vault.Keys;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Storefront.Delivery;

/// <summary>What a delivery page shows.</summary>
/// <param name="Open">The order.</param>
/// <param name="Product">How to use what was bought; null when the product is gone.</param>
/// <param name="Keys">The keys; none before delivery, and none while they are covered: what is not sent cannot be seen.</param>
/// <param name="Reported">When which key was reported.</param>
/// <param name="IsCovered">The shop covers keys until the buyer uncovers them.</param>
public sealed record DeliveryView(
    OpenOrder Open, ProductPage? Product, IReadOnlyList<KeyText> Keys, IReadOnlyDictionary<KeyId, DateTimeOffset> Reported, bool IsCovered);

/// <summary>Gathers what a delivery page shows.</summary>
internal sealed class DeliveryDesk(OrderDoor door, ProductPages products, RevealKeys keys, ProblemReports reports)
{
    private const string CookieName = "diner_revealed";

    /// <summary>Who opens orders.</summary>
    public OrderDoor Door => door;

    /// <summary>The page of an open order.</summary>
    public async Task<DeliveryView> ViewAsync(OpenOrder open, HttpRequest request, CancellationToken ct)
    {
        var product = await products.FindByIdAsync(open.Order.ProductId, ct);
        if (open.Order.Status != OrderStatus.Delivered)
            return new DeliveryView(open, product, [], new Dictionary<KeyId, DateTimeOffset>(), IsCovered: false);
        var isCovered = IsCovered(open, request);
        var shown = isCovered ? [] : await keys.ForOrderAsync(open.Order.Id, ct);
        return new DeliveryView(open, product, shown, await reports.ForOrderAsync(open.Order.Id, ct), isCovered);
    }

    /// <summary>The keys of a delivered order that are not covered; none otherwise.</summary>
    public async Task<IReadOnlyList<KeyText>> KeysAsync(OpenOrder open, HttpRequest request, CancellationToken ct) =>
        open.Order.Status == OrderStatus.Delivered && !IsCovered(open, request) ? await keys.ForOrderAsync(open.Order.Id, ct) : [];

    /// <summary>Uncovers the order's keys in this browser until it is closed.</summary>
    public static void Uncover(OpenOrder open, HttpContext context) => context.Response.Cookies.Append(CookieName, "1", new CookieOptions
    {
        Path = open.Path,
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        IsEssential = true,
    });

    private static bool IsCovered(OpenOrder open, HttpRequest request) => open.Shop.Settings.MasksKeys && request.Cookies[CookieName] != "1";
}
