using Diner.Kernel;
using Diner.Vault.Keys;

namespace Diner.Vault.Browse;

/// <summary>A key as staff see it: never in the open.</summary>
/// <param name="Id">The key.</param>
/// <param name="VariantId">Whose pool it is or was in.</param>
/// <param name="BatchId">The batch it came in; <see cref="FulfilByHand.NoBatch"/> when a person wrote it.</param>
/// <param name="State">Where it is.</param>
public sealed record KeyView(KeyId Id, VariantId VariantId, BatchId BatchId, KeyState State)
{
    /// <summary>Not sold from this moment on; the largest value when it does not expire.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The order that got it.</summary>
    public OrderId? OrderId { get; init; }

    /// <summary>When it was sold.</summary>
    public DateTimeOffset? SoldAt { get; init; }

    /// <summary>Since when it is in the recycle bin.</summary>
    public DateTimeOffset? RecycledAt { get; init; }

    /// <summary>Its ends and dots between them, when they were asked for; else null.</summary>
    public string? Ends { get; init; }
}
