using Diner.Kernel;

namespace Diner.Vault.Import;

/// <summary>
/// An import that stores its keys in several transactions; its row is gone when it is done. A shop stores one at a time, so that no
/// import takes the keys of another, which may still fail, for keys the shop has.
/// </summary>
internal sealed class KeyImport
{
    public ShopId ShopId { get; init; }

    public VariantId VariantId { get; init; }

    public BatchId BatchId { get; init; }

    /// <summary>Moved with every step. An import that does not move is finished by whoever finds it.</summary>
    public DateTimeOffset AliveAt { get; set; }

    /// <summary>Since when it can no longer fail: before, its keys are taken out again; after, they go on sale.</summary>
    public DateTimeOffset? AcceptedAt { get; set; }
}
