using Diner.Kernel;

namespace Diner.Vault.Keys;

internal sealed class StoredKey
{
    public KeyId Id { get; init; }

    public ShopId ShopId { get; init; }

    public VariantId VariantId { get; set; }

    public BatchId BatchId { get; init; }

    public KeyState State { get; set; }

    /// <summary>Nonce, ciphertext, tag; see <see cref="Diner.Data.Secrets.Sealed"/>.</summary>
    public required byte[] Secret { get; init; }

    /// <summary>The first 16 bytes of HMAC-SHA-256 of the text under the shop's fingerprint key: dedupe without plaintext; see <see cref="KeyFingerprint"/>.</summary>
    public required byte[] Fingerprint { get; init; }

    /// <summary>Never sold from this moment on; <see cref="DateTimeOffset.MaxValue"/> when it does not expire.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    public OrderId? OrderId { get; set; }

    public DateTimeOffset? SoldAt { get; set; }

    /// <summary>Since when it lies in the recycle bin.</summary>
    public DateTimeOffset? RecycledAt { get; set; }
}

/// <summary>A reusable key handed to an order: the key's own row stays in the pool.</summary>
internal sealed class KeyShare
{
    public OrderId OrderId { get; init; }

    public KeyId KeyId { get; init; }

    public int Quantity { get; init; }

    public DateTimeOffset SharedAt { get; init; }
}
