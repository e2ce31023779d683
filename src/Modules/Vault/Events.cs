using Diner.Data.Events;
using Diner.Kernel;

namespace Diner.Vault;

/// <summary>Keys came into a pool from a file.</summary>
/// <param name="ShopId">The shop.</param>
/// <param name="VariantId">Whose pool.</param>
/// <param name="BatchId">Their batch.</param>
/// <param name="Accepted">How many.</param>
public sealed record KeysImported(ShopId ShopId, VariantId VariantId, BatchId BatchId, int Accepted) : IEvent
{
    /// <inheritdoc/>
    public static string Kind => "stock.imported";

    /// <summary>The variant.</summary>
    public Guid SubjectId => VariantId.Value;
}

/// <summary>Keys that were in the vault came into a pool: moved from another variant, or out of the recycle bin.</summary>
/// <param name="ShopId">The shop.</param>
/// <param name="VariantId">Whose pool.</param>
/// <param name="Added">How many.</param>
public sealed record KeysRestocked(ShopId ShopId, VariantId VariantId, int Added) : IEvent
{
    /// <inheritdoc/>
    public static string Kind => "stock.restocked";

    /// <summary>The variant.</summary>
    public Guid SubjectId => VariantId.Value;
}
