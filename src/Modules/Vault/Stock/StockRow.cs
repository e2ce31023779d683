using Diner.Kernel;

namespace Diner.Vault.Stock;

/// <summary>
/// The counters of one pool. <see cref="OnHand"/> counts its available keys; <see cref="Held"/> counts units promised to unpaid holds
/// and to paid orders that wait for stock. Free is the difference. Locked in order of variant id, always.
/// </summary>
internal sealed class StockRow
{
    public VariantId VariantId { get; init; }

    public ShopId ShopId { get; init; }

    public long OnHand { get; set; }

    public long Held { get; set; }
}
