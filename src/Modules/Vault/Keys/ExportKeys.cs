using System.Runtime.CompilerServices;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Sealing;

namespace Diner.Vault.Keys;

/// <summary>Reads a pool in the open. Whoever calls has checked that it may.</summary>
public sealed class ExportKeys(Database database, ShopSeals seals)
{
    private const int PageKeys = 2000;

    private static readonly SqlText Page =
        """
        select id, secret, expires_at
        from vault_keys
        where variant_id = $1 and state = 0 and (expires_at, id) > ($2, $3) and shop_id = $4
        order by expires_at, id
        limit $5
        """;

    /// <summary>
    /// The unsold keys of a variant in the order they will be sold, page by page: memory is flat and no transaction stays open. A key
    /// sold while the export runs may or may not be in it; none is in it twice.
    /// </summary>
    public async IAsyncEnumerable<KeyText> RunAsync(ShopId shopId, VariantId variantId, [EnumeratorCancellation] CancellationToken ct)
    {
        using var sealer = (await seals.FindAsync(shopId, ct)).NewSealer();
        var last = new PoolKey(default, [], DateTimeOffset.UnixEpoch);
        IReadOnlyList<PoolKey> page;
        do
        {
            page = await ReadAsync(shopId, variantId, last, ct);
            foreach (var key in page)
                yield return KeyText.Read(key.Id, sealer.Open(new KeyPlace(shopId, variantId, key.Id), key.Secret));
            last = page.Count > 0 ? page[^1] : last;
        }
        while (page.Count == PageKeys);
    }

    private async Task<IReadOnlyList<PoolKey>> ReadAsync(ShopId shopId, VariantId variantId, PoolKey after, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var page = batch.Read(
            Page,
            row => new PoolKey(row.Id<KeyId>(0), row.Bytes(1), row.Time(2)),
            variantId.Value, after.ExpiresAt, after.Id.Value, shopId.Value, PageKeys);
        await batch.SendAsync(ct);
        return page.Rows;
    }

    private sealed record PoolKey(KeyId Id, byte[] Secret, DateTimeOffset ExpiresAt);
}
