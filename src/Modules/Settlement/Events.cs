using Diner.Data.Events;
using Diner.Kernel;

namespace Diner.Settlement;

/// <summary>The buyer has the keys. Subject: the order.</summary>
public sealed record OrderDelivered(ShopId ShopId, Guid SubjectId, string OrderNo) : IEvent
{
    /// <inheritdoc/>
    public static string Kind => "order.delivered";
}

/// <summary>Paid, and the pool is empty. Subject: the order.</summary>
public sealed record OrderAwaitsStock(ShopId ShopId, Guid SubjectId, string OrderNo) : IEvent
{
    /// <inheritdoc/>
    public static string Kind => "order.awaiting_stock";
}

/// <summary>Paid with another amount than was asked. Subject: the order.</summary>
public sealed record OrderAmountMismatched(ShopId ShopId, Guid SubjectId, string OrderNo) : IEvent
{
    /// <inheritdoc/>
    public static string Kind => "order.amount_mismatch";
}

/// <summary>A bad key of a delivered order was exchanged.</summary>
/// <param name="ShopId">The shop.</param>
/// <param name="SubjectId">The exchange.</param>
/// <param name="OrderId">The order.</param>
/// <param name="OldKeyId">The bad key.</param>
/// <param name="NewKeyId">The one in its place.</param>
public sealed record KeyReplaced(ShopId ShopId, Guid SubjectId, OrderId OrderId, KeyId OldKeyId, KeyId NewKeyId) : IEvent
{
    /// <inheritdoc/>
    public static string Kind => "order.key_replaced";
}

/// <summary>Paid; a person fulfils it. Subject: the order.</summary>
public sealed record OrderAwaitsPerson(ShopId ShopId, Guid SubjectId, string OrderNo) : IEvent
{
    /// <inheritdoc/>
    public static string Kind => "order.manual";
}

/// <summary>Money was promised back to a buyer. Subject: the refund.</summary>
/// <param name="ShopId">The shop.</param>
/// <param name="SubjectId">The refund.</param>
/// <param name="OrderId">The order; null for money that belonged to none.</param>
/// <param name="AmountMinor">How much, minor units.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record RefundPromised(ShopId ShopId, Guid SubjectId, OrderId? OrderId, long AmountMinor, string Currency) : IEvent
{
    /// <inheritdoc/>
    public static string Kind => "refund.promised";
}

/// <summary>The money has gone back. Subject: the refund.</summary>
/// <param name="ShopId">The shop.</param>
/// <param name="SubjectId">The refund.</param>
/// <param name="OrderId">The order; null for money that belonged to none.</param>
/// <param name="AmountMinor">How much, minor units.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record RefundSent(ShopId ShopId, Guid SubjectId, OrderId? OrderId, long AmountMinor, string Currency) : IEvent
{
    /// <inheritdoc/>
    public static string Kind => "refund.sent";
}

/// <summary>A channel told of a chargeback. Subject: the dispute.</summary>
/// <param name="ShopId">The shop.</param>
/// <param name="SubjectId">The dispute.</param>
/// <param name="OrderId">The order, when the payment has one.</param>
/// <param name="Stage">Opened, Won or Lost.</param>
/// <param name="AmountMinor">How much, minor units.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record DisputeTold(ShopId ShopId, Guid SubjectId, OrderId? OrderId, string Stage, long AmountMinor, string Currency) : IEvent
{
    /// <inheritdoc/>
    public static string Kind => "dispute.told";
}
