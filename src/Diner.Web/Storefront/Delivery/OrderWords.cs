using System.Globalization;
using Diner.Ordering.Orders;
using Diner.Web.Text;
using Microsoft.Extensions.Localization;

namespace Diner.Web.Storefront.Delivery;

/// <summary>States and durations of an order as people read them.</summary>
internal static class OrderWords
{
    /// <summary>The class of a status chip: good, bad, or neither.</summary>
    public static string Chip(OrderStatus status) => status switch
    {
        OrderStatus.Delivered => "chip ok",
        OrderStatus.AmountMismatch or OrderStatus.Expired => "chip bad",
        _ => "chip",
    };

    /// <summary>True while the page should look again by itself.</summary>
    public static bool IsWaiting(OrderStatus status) => status is not (OrderStatus.Delivered or OrderStatus.Refunded);

    /// <summary>Seconds between two looks of a page without scripts.</summary>
    public static int RefreshSeconds(OrderStatus status) => status is OrderStatus.Pending or OrderStatus.Paid ? 5 : 60;

    /// <summary>How long delivery took after the payment; null when it is not known.</summary>
    public static string? Took(OrderView order, IStringLocalizer<OrderText> text)
    {
        if (order is not { PaidAt: { } paid, DeliveredAt: { } delivered, Amount.IsZero: false })
            return null;
        var took = delivered - paid;
        if (took < TimeSpan.FromMilliseconds(50))
            return text["TookMoment"];
        if (took < TimeSpan.FromSeconds(10))
            return text["TookSeconds", took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)];
        if (took < TimeSpan.FromMinutes(2))
            return text["TookSeconds", Math.Round(took.TotalSeconds)];
        return took < TimeSpan.FromHours(2) ? text["TookMinutes", Math.Round(took.TotalMinutes)] : text["TookHours", Math.Round(took.TotalHours)];
    }
}
