namespace Diner.Ordering.Orders;

/// <summary>Where an order is. On the wire each is its snake_case form.</summary>
public enum OrderStatus : short
{
    /// <summary>Placed, stock held, waiting for the payment.</summary>
    Pending = 0,

    /// <summary>Paid, settlement under way. Never seen after a commit; part of the contract for channels that pay in two steps.</summary>
    Paid = 1,

    /// <summary>The buyer has the keys.</summary>
    Delivered = 2,

    /// <summary>Not paid in time; the hold is released. A late payment still settles it if stock allows.</summary>
    Expired = 3,

    /// <summary>Paid, pool empty: delivered when keys arrive.</summary>
    AwaitingStock = 4,

    /// <summary>Paid with another amount than was asked; a person decides.</summary>
    AmountMismatch = 5,

    /// <summary>Held back by risk; a person decides.</summary>
    NeedsReview = 6,

    /// <summary>Paid; a person fulfils it.</summary>
    Manual = 7,

    /// <summary>The money went back.</summary>
    Refunded = 8,

    /// <summary>Ended by staff before it was paid; the hold is released. A late payment still settles it if stock allows.</summary>
    Cancelled = 9,
}

/// <summary>Questions about statuses.</summary>
public static class OrderStatuses
{
    /// <summary>True for a paid order that could not simply be delivered: it has a clock and waits for keys or a person.</summary>
    public static bool IsException(this OrderStatus status) =>
        status is OrderStatus.AwaitingStock or OrderStatus.AmountMismatch or OrderStatus.NeedsReview or OrderStatus.Manual;

    /// <summary>True while the order counts against limits: one that ended unpaid was not bought, a refunded one no longer is.</summary>
    public static bool CountsAsBought(this OrderStatus status) => !status.EndedUnpaid() && status != OrderStatus.Refunded;

    /// <summary>True when the order ended without a payment, by itself or by staff. Money that comes all the same settles it.</summary>
    public static bool EndedUnpaid(this OrderStatus status) => status is OrderStatus.Expired or OrderStatus.Cancelled;

    /// <summary>snake_case: <c>awaiting_stock</c>.</summary>
    public static string ToWire(this OrderStatus status) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());

    /// <summary>The word of the public API, which knows no cancelled orders: to a buyer's program they are <c>expired</c>.</summary>
    public static string ToApi(this OrderStatus status) => status.EndedUnpaid() ? OrderStatus.Expired.ToWire() : status.ToWire();
}
