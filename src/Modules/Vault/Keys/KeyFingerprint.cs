using Diner.Kernel;

namespace Diner.Vault.Keys;

/// <summary>
/// A key's text is the shop's once: whoever stores a key writes its fingerprint here too, and the table's primary key decides.
/// It is a table of its own so that an import writes it in its own order, from left to right, as it writes the keys in the order of
/// their ids: inside one table one of the two is random. A sale does not touch it. Deleting a key frees its text (a trigger).
/// </summary>
internal sealed class KeyFingerprint
{
    public ShopId ShopId { get; init; }

    /// <summary>As in <see cref="StoredKey.Fingerprint"/>.</summary>
    public required byte[] Fingerprint { get; init; }

    public KeyId KeyId { get; init; }
}
