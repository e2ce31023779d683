using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Diner.Vault.Keys;

/// <summary>A key that was looked for by its text.</summary>
/// <param name="KeyId">The key.</param>
/// <param name="VariantId">Whose pool it is or was in.</param>
/// <param name="BatchId">The batch it came in; <see cref="FulfilByHand.NoBatch"/> when a person wrote it.</param>
/// <param name="State">Where it is.</param>
/// <param name="OrderId">The order that got it; null when none did, or when it is reusable.</param>
/// <param name="SoldAt">When.</param>
public sealed record FoundKey(KeyId KeyId, VariantId VariantId, BatchId BatchId, KeyState State, OrderId? OrderId, DateTimeOffset? SoldAt);

/// <summary>Answers "which order got this code" through the keyed hash; nothing is decrypted.</summary>
public sealed class FindKey(Database database, ShopSeals seals)
{
    /// <summary>The key of exactly that text, all of it, space around it aside; null when the shop never had it.</summary>
    public async Task<FoundKey?> ByTextAsync(ShopId shopId, string text, CancellationToken ct)
    {
        using var sealer = (await seals.FindAsync(shopId, ct)).NewSealer();
        var fingerprint = sealer.Fingerprint(text.Trim());
        await using var db = database.Read();
        return await db.Set<KeyFingerprint>()
            .Where(print => print.ShopId == shopId && print.Fingerprint == fingerprint)
            .Join(db.Set<StoredKey>(), print => print.KeyId, key => key.Id, (print, key) => key)
            .Select(key => new FoundKey(key.Id, key.VariantId, key.BatchId, key.State, key.OrderId, key.SoldAt))
            .SingleOrDefaultAsync(ct);
    }
}
