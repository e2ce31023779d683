using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Diner.Vault.Keys;

/// <summary>Opens the keys of an order for its buyer. Whoever calls has checked that it is the buyer.</summary>
public sealed class RevealKeys(Database database, ShopSeals seals)
{
    /// <summary>
    /// The order's keys in the order of the file they came from: its own ones, then reusable ones, each once whatever the quantity.
    /// Empty when it has none yet.
    /// </summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A row was changed in the database, or the master key is another one.</exception>
    public async Task<IReadOnlyList<KeyText>> ForOrderAsync(OrderId orderId, CancellationToken ct)
    {
        await using var db = database.Read();
        var keys = await db.Set<StoredKey>().Where(key => key.OrderId == orderId).OrderBy(key => key.Id).ToListAsync(ct);
        var shared = db.Set<KeyShare>().Where(share => share.OrderId == orderId);
        keys.AddRange(await db.Set<StoredKey>().Where(key => shared.Any(share => share.KeyId == key.Id)).OrderBy(key => key.Id).ToListAsync(ct));
        if (keys.Count == 0)
            return [];
        using var sealer = (await seals.FindAsync(keys[0].ShopId, ct)).NewSealer();
        return [.. keys.Select(key => Open(sealer, key))];
    }

    internal static KeyText Open(KeySealer sealer, StoredKey key) =>
        KeyText.Read(key.Id, sealer.Open(new KeyPlace(key.ShopId, key.VariantId, key.Id), key.Secret));
}
