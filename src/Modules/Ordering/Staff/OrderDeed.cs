using Diner.Data.Audit;
using Diner.Ordering.Orders;

namespace Diner.Ordering.Staff;

/// <summary>What somebody did to an order.</summary>
/// <param name="Action">What, for the audit trail: <c>order.cancelled</c>.</param>
/// <param name="Order">To which order.</param>
public sealed record OrderDeed(string Action, OrderView Order)
{
    /// <summary>The reason that was given.</summary>
    public string Why { get; init; } = "";

    /// <summary>A record of what was before, or null.</summary>
    public object? Before { get; init; }

    /// <summary>A record of what is now, or null.</summary>
    public object? After { get; init; }

    /// <summary>False when it was refused.</summary>
    public bool Succeeded { get; init; } = true;

    /// <summary>The row of the audit trail, under the order's number.</summary>
    public AuditEntry ToEntry() => new(Action, Order.OrderNo)
    {
        Shop = Order.ShopId,
        SubjectId = Order.Id.Value,
        Before = Before,
        After = After,
        Why = Why,
        Succeeded = Succeeded,
    };
}
