using Diner.Kernel;

namespace Diner.Insights.Sales;

/// <summary>
/// That something was sold, or that money for it went back: here, or in the system a store came from. Every roll-up is made of these and of
/// nothing else. A fact is written once and never changed.
/// </summary>
internal sealed class SaleFact
{
    /// <summary>What a sale has as its reference.</summary>
    public const string Sale = "";

    public ShopId ShopId { get; init; }

    public required string OrderNo { get; init; }

    public VariantId VariantId { get; init; }

    /// <summary>Empty for a sale; for money that went back, what tells it from others of the same order.</summary>
    public required string Reference { get; init; }

    /// <summary>When it was paid, or went back; UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Keyed hash of the buyer.</summary>
    public Guid Buyer { get; init; }

    /// <summary>Units sold; 0 when money went back.</summary>
    public int Quantity { get; init; }

    /// <summary>Of the shop's currency; below zero when it went back.</summary>
    public long AmountMinor { get; init; }

    /// <summary>What the keys had cost.</summary>
    public long CostMinor { get; init; }

    /// <summary>It is its order's first line: counting these counts orders.</summary>
    public bool Leads { get; init; }

    /// <summary>Milliseconds from payment to delivery; null when that is not known.</summary>
    public int? TookMs { get; init; }
}
