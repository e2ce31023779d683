using Diner.Catalog.Products;
using Diner.Delivery.Problems;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Payments.Refunds;
using Diner.Vault.Keys;
using Diner.Vault.Replacement;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Storefront.Delivery;

/// <summary>What a delivery page shows.</summary>
/// <param name="Open">The order.</param>
/// <param name="Product">How to use what was bought; null when the product is gone.</param>
/// <param name="Keys">The keys; none before delivery, and none while they are covered: what is not sent cannot be seen.</param>
/// <param name="IsCovered">The shop covers keys until the buyer uncovers them.</param>
public sealed record DeliveryView(OpenOrder Open, ProductPage? Product, IReadOnlyList<KeyText> Keys, bool IsCovered)
{
    /// <summary>What the buyer reported, and what the shop answered.</summary>
    public IReadOnlyList<ReportView> Reports { get; init; } = [];

    /// <summary>Bad keys that were exchanged, oldest first; none while keys are covered.</summary>
    public IReadOnlyList<(ReplacedKey Replaced, KeyText Text)> Replaced { get; init; } = [];

    /// <summary>What was promised back to the buyer and not taken back, oldest first.</summary>
    public IReadOnlyList<RefundView> Refunds { get; init; } = [];

    /// <summary>Names what the page shows: another name is news for who looks at it.</summary>
    public required OrderPulse Pulse { get; init; }

    /// <summary>The place of a key, from 1: its own, or that of the key it was exchanged for.</summary>
    public int NumberOf(KeyId key)
    {
        var current = key;
        foreach (var (replaced, _) in Replaced)
        {
            if (replaced.OldKey == current)
                current = replaced.NewKey;
        }

        return 1 + Keys.Select((k, i) => (k.KeyId, i)).FirstOrDefault(k => k.KeyId == current).i;
    }

    /// <summary>The report of a key that may still be reported again, or is open; null when the buyer may report it.</summary>
    public ReportView? OpenReportOf(KeyId key) => Reports.FirstOrDefault(report => report.KeyId == key && report.State == ReportState.Open);
}

/// <summary>What became of an order after its delivery.</summary>
internal sealed record AfterDelivery(Replacements Replacements, ReadRefunds Refunds);

/// <summary>Gathers what a delivery page shows.</summary>
internal sealed class DeliveryDesk(OrderDoor door, ProductPages products, RevealKeys keys, AfterDelivery after, OrderPulses pulses)
{
    private const string CookieName = "diner_revealed";

    /// <summary>Who opens orders.</summary>
    public OrderDoor Door => door;

    /// <summary>The page of an open order.</summary>
    public async Task<DeliveryView> ViewAsync(OpenOrder open, HttpRequest request, CancellationToken ct)
    {
        var product = await products.FindByIdAsync(open.Order.ProductId, ct);
        var pulse = await pulses.OfAsync(open.Order, ct);
        IReadOnlyList<RefundView> refunds = open.Order.PaidAt is null ? [] : [.. (await after.Refunds.OfOrderAsync(open.Order.Id, ct)).Where(refund => refund.State != RefundState.Withdrawn)];
        if (open.Order.Status != OrderStatus.Delivered)
            return new DeliveryView(open, product, [], IsCovered: false) { Pulse = pulse, Refunds = refunds };
        if (IsCovered(open, request))
            return new DeliveryView(open, product, [], IsCovered: true) { Pulse = pulse, Refunds = refunds };
        return new DeliveryView(open, product, await keys.ForOrderAsync(open.Order.Id, ct), IsCovered: false)
        {
            Reports = pulse.Reports,
            Replaced = await after.Replacements.RevealAsync(open.Order.Id, ct),
            Refunds = refunds,
            Pulse = pulse,
        };
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
