using Diner.Kernel;

namespace Diner.Vault.Replacement;

/// <summary>A bad key of an order and the one that took its place. The order keeps its quantity: the old one counts no more, the new one does.</summary>
internal sealed class Replacement
{
    public Guid Id { get; init; }

    public ShopId ShopId { get; init; }

    public OrderId OrderId { get; init; }

    public KeyId OldKeyId { get; init; }

    public KeyId NewKeyId { get; init; }

    /// <summary>Why, as the buyer reads it.</summary>
    public required string Reason { get; init; }

    public DateTimeOffset ReplacedAt { get; init; }
}
