using Diner.Kernel;

namespace Diner.Vault.Batches;

/// <summary>A batch as its merchant sees it. Amounts are minor units of the shop's currency.</summary>
/// <param name="Id">The batch.</param>
/// <param name="VariantId">Into whose pool it came.</param>
/// <param name="Supplier">Who sold it to the merchant.</param>
/// <param name="UnitCostMinor">What one key cost.</param>
/// <param name="ImportedAt">When it came in.</param>
public sealed record BatchView(BatchId Id, VariantId VariantId, string Supplier, long UnitCostMinor, DateTimeOffset ImportedAt)
{
    /// <summary>Its keys are not sold from this moment on; the largest value when they do not expire.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>SHA-256 of the file, hex.</summary>
    public required string FileSha256 { get; init; }

    /// <summary>Keys that came in.</summary>
    public int Accepted { get; init; }

    /// <summary>Lines whose key the shop had.</summary>
    public int Duplicates { get; init; }

    /// <summary>Lines that were no keys.</summary>
    public int Rejected { get; init; }

    /// <summary>Since when it is withdrawn; null when it is not.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>Keys that orders have.</summary>
    public int Sold { get; init; }

    /// <summary>Keys the merchant took out.</summary>
    public int Recycled { get; init; }

    /// <summary>Keys that expired unsold.</summary>
    public int Expired { get; init; }

    /// <summary>Keys found bad.</summary>
    public int Bad { get; init; }

    /// <summary>What orders paid for its keys.</summary>
    public long RevenueMinor { get; init; }

    /// <summary>Keys that can still be sold.</summary>
    public int Left => Accepted - Sold - Recycled - Expired - Bad;

    /// <summary>What all of it cost.</summary>
    public long CostMinor => UnitCostMinor * Accepted;

    /// <summary>What was earned so far: the revenue less the cost of the keys that are gone for good, sold, bad or expired.</summary>
    public long ProfitMinor => RevenueMinor - (UnitCostMinor * (Sold + Bad + Expired));

    /// <summary>The profit's share of the revenue; null while nothing was sold.</summary>
    public double? Margin => RevenueMinor == 0 ? null : (double)ProfitMinor / RevenueMinor;

    /// <summary>True when its keys expire.</summary>
    public bool DoesExpire => ExpiresAt != DateTimeOffset.MaxValue;
}
