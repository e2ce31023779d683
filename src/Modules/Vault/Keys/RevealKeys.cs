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
        return (await ForOrdersAsync([orderId], ct)).GetValueOrDefault(orderId) ?? [];
    }

    /// <summary>The same for several orders; one that has no keys yet is left out.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A row was changed in the database, or the master key is another one.</exception>
    public async Task<IReadOnlyDictionary<OrderId, IReadOnlyList<KeyText>>> ForOrdersAsync(IReadOnlyCollection<OrderId> orderIds, CancellationToken ct)
    {
        var opened = new Dictionary<OrderId, IReadOnlyList<KeyText>>(orderIds.Count);
        if (orderIds.Count == 0)
            return opened;
        await using var db = database.Read();
        var wanted = orderIds.Select(id => (OrderId?)id).ToList();
        var sold = await db.Set<StoredKey>().Where(key => wanted.Contains(key.OrderId) && key.State == KeyState.Sold).ToListAsync(ct);
        var shares = await db.Set<KeyShare>().Where(share => orderIds.Contains(share.OrderId))
            .Join(db.Set<StoredKey>(), share => share.KeyId, key => key.Id, (share, key) => new { share.OrderId, Key = key }).ToListAsync(ct);
        var replaced = await KeyPlaces.ReadAsync(db, orderIds, ct);
        foreach (var keys in sold.Select(key => (OrderId: key.OrderId!.Value, Key: key)).Concat(shares.Select(s => (s.OrderId, s.Key))).GroupBy(k => k.OrderId, k => k.Key))
            opened[keys.Key] = await OpenAsync(KeyPlaces.Sort(keys, key => key.Id, replaced), ct);
        return opened;
    }

    private async Task<IReadOnlyList<KeyText>> OpenAsync(List<StoredKey> keys, CancellationToken ct)
    {
        using var sealer = (await seals.FindAsync(keys[0].ShopId, ct)).NewSealer();
        return [.. keys.Select(key => Open(sealer, key))];
    }

    internal static KeyText Open(KeySealer sealer, StoredKey key) =>
        KeyText.Read(key.Id, sealer.Open(new KeyPlace(key.ShopId, key.VariantId, key.Id), key.Secret));
}
