using Diner.Kernel;

namespace Diner.Vault.Pools;

/// <summary>The keys of one variant of a shop.</summary>
/// <param name="ShopId">The shop.</param>
/// <param name="VariantId">The variant.</param>
public sealed record KeyPool(ShopId ShopId, VariantId VariantId);
