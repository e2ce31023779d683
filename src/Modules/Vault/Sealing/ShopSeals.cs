using Diner.Data.Secrets;
using Diner.Kernel;

namespace Diner.Vault.Sealing;

/// <summary>The keys of one shop's vault; makes sealers for its workers.</summary>
internal sealed class ShopSeal(byte[] sealKey, byte[] fingerprintKey)
{
    public KeySealer NewSealer() => new(sealKey, fingerprintKey);
}

/// <summary>
/// Finds the seal of a shop. Its first use writes the shop's data key in a transaction of its own, so it is asked for before
/// a unit of work begins: SQLite has one writer, and inside one it would wait for itself.
/// </summary>
public sealed class ShopSeals(KeyRing ring)
{
    internal async ValueTask<ShopSeal> FindAsync(ShopId shopId, CancellationToken ct)
    {
        var name = $"vault/{shopId.Value:D}";
        return new ShopSeal(await ring.DeriveAsync(name, "seal", ct), await ring.DeriveAsync(name, "fingerprint", ct));
    }
}
