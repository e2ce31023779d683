using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Replacement;
using Diner.Vault.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Diner.Vault.Keys;

/// <summary>Opens the keys of an order for its buyer. Whoever calls has checked that it is the buyer.</summary>
public sealed class RevealKeys(Database database, ShopSeals seals)
{
    /// <summary>
    /// The order's keys in the order of the file they came from, a reusable one once whatever the quantity. A key that was exchanged is left out;
    /// the one it was exchanged for stands in its place. Empty when it has none yet.
    /// </summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A row was changed in the database, or the master key is another one.</exception>
    public async Task<IReadOnlyList<KeyText>> ForOrderAsync(OrderId orderId, CancellationToken ct)
    {
        await using var db = database.Read();
        var keys = await db.Set<StoredKey>().Where(key => key.OrderId == orderId && key.State == KeyState.Sold).ToListAsync(ct);
        var shared = db.Set<KeyShare>().Where(share => share.OrderId == orderId);
        keys.AddRange(await db.Set<StoredKey>().Where(key => shared.Any(share => share.KeyId == key.Id)).ToListAsync(ct));
        if (keys.Count == 0)
            return [];
        keys = KeyPlaces.Sort(keys, key => key.Id, await KeyPlaces.ReadAsync(db, orderId, ct));
        using var sealer = (await seals.FindAsync(keys[0].ShopId, ct)).NewSealer();
        return [.. keys.Select(key => Open(sealer, key))];
    }

    internal static KeyText Open(KeySealer sealer, StoredKey key) =>
        KeyText.Read(key.Id, sealer.Open(new KeyPlace(key.ShopId, key.VariantId, key.Id), key.Secret));
}
