using Diner.Kernel;

namespace Diner.Vault.Batches;

internal sealed class KeyBatch
{
    public BatchId Id { get; init; }

    public ShopId ShopId { get; init; }

    public VariantId VariantId { get; init; }

    public string Supplier { get; set; } = "";

    /// <summary>What one key cost the merchant, minor units of the shop's currency.</summary>
    public long UnitCostMinor { get; set; }

    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>SHA-256 of the file's bytes, hex.</summary>
    public required string FileSha256 { get; init; }

    public int Accepted { get; init; }

    public int Duplicates { get; init; }

    public int Rejected { get; init; }

    /// <summary>Keys that orders have.</summary>
    public int Sold { get; set; }

    /// <summary>Keys taken out of the pools by the merchant, in the recycle bin or past it.</summary>
    public int Recycled { get; set; }

    public int Expired { get; set; }

    public int Bad { get; set; }

    /// <summary>What the orders paid for keys of this batch, minor units of the shop's currency.</summary>
    public long RevenueMinor { get; set; }

    public DateTimeOffset ImportedAt { get; init; }

    public DateTimeOffset? WithdrawnAt { get; set; }
}
