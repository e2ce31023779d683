using Diner.Kernel;

namespace Diner.Catalog.Limits;

/// <summary>
/// How much the operator lets a merchant have, over all of its shops; null is no limit. A limit below what is there takes nothing away:
/// nothing more comes in. The largest order is a shop's own, because it is an amount in the shop's currency.
/// </summary>
/// <param name="ShopsMax">Shops.</param>
/// <param name="ProductsMax">Products, on sale or not.</param>
/// <param name="KeysMax">Unsold keys.</param>
public sealed record MerchantLimits(int? ShopsMax, int? ProductsMax, long? KeysMax)
{
    /// <summary>The largest number of each.</summary>
    public const int NumberMax = 1_000_000_000;

    /// <summary>No limit at all.</summary>
    public static readonly MerchantLimits None = new(null, null, null);
}

/// <summary>The limits of a merchant, as stored; a merchant without a row has none.</summary>
internal sealed class MerchantLimitsRow
{
    public MerchantId MerchantId { get; init; }

    public int? ShopsMax { get; set; }

    public int? ProductsMax { get; set; }

    public long? KeysMax { get; set; }

    public MerchantLimits View => new(ShopsMax, ProductsMax, KeysMax);
}
