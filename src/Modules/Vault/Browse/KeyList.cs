using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Batches;
using Diner.Vault.Keys;
using Diner.Vault.Pools;
using Diner.Vault.Sealing;

namespace Diner.Vault.Browse;

/// <summary>A page of keys.</summary>
/// <param name="After">The last key of the page before; null for the first page.</param>
/// <param name="Take">How many.</param>
public sealed record KeyPage(KeyView? After, int Take)
{
    /// <summary>Open each key and show its ends: only when the shop allows it.</summary>
    public bool ShowsEnds { get; init; }
}

/// <summary>
/// Lists keys behind a cursor, each list in the order of an index: however many keys there are, a page costs its own rows. The keys of a
/// batch have no index of their own: their ids were made between the batch's id and the end of its import, a range of the primary key.
/// </summary>
public sealed class KeyList(Database database, ShopSeals seals)
{
    private const string Columns = "select id, variant_id, batch_id, state, expires_at, order_id, sold_at, recycled_at, secret\nfrom vault_keys\n";

    // Ids may be borrowed from the next milliseconds. The less, the fewer keys of the next import the last page reads past.
    private static readonly TimeSpan IdSlack = TimeSpan.FromSeconds(1);

    private static readonly SqlText InPool =
        Columns + "where variant_id = $1 and state = 0 and shop_id = $2 and (expires_at, id) > ($3, $4)\norder by expires_at, id\nlimit $5";

    private static readonly SqlText InBin =
        Columns + "where variant_id = $1 and state = 2 and shop_id = $2 and (recycled_at, id) > ($3, $4)\norder by recycled_at, id\nlimit $5";

    private static readonly SqlText InBatch = Columns + "where batch_id = $1 and shop_id = $2 and id > $3 and id < $4\norder by id\nlimit $5";
    private static readonly SqlText One = Columns + "where shop_id = $1 and id = $2";

    /// <summary>The key of that id in that shop, or null.</summary>
    public async Task<KeyView?> FindAsync(ShopId shop, KeyId id, CancellationToken ct) =>
        (await database.QueryAsync(One, Map, [shop.Value, id.Value], ct)).SingleOrDefault()?.View;

    /// <summary>Unsold keys in the order they will be sold.</summary>
    public Task<IReadOnlyList<KeyView>> InPoolAsync(KeyPool pool, KeyPage page, CancellationToken ct) =>
        ReadAsync(pool.ShopId, InPool, [pool.VariantId.Value, pool.ShopId.Value, page.After?.ExpiresAt ?? DateTimeOffset.UnixEpoch, Cursor(page), page.Take], page, ct);

    /// <summary>Keys of the recycle bin, those that lie there longest first.</summary>
    public Task<IReadOnlyList<KeyView>> InBinAsync(KeyPool pool, KeyPage page, CancellationToken ct) =>
        ReadAsync(pool.ShopId, InBin, [pool.VariantId.Value, pool.ShopId.Value, page.After?.RecycledAt ?? DateTimeOffset.UnixEpoch, Cursor(page), page.Take], page, ct);

    /// <summary>All keys of a batch that are still stored, in the order of the file.</summary>
    public Task<IReadOnlyList<KeyView>> InBatchAsync(ShopId shop, BatchView batch, KeyPage page, CancellationToken ct) =>
        ReadAsync(shop, InBatch, [batch.Id.Value, shop.Value, page.After?.Id.Value ?? batch.Id.Value, IdSource.FirstAt(batch.ImportedAt + IdSlack), page.Take], page, ct);

    private static Guid Cursor(KeyPage page) => page.After?.Id.Value ?? Guid.Empty;

    private async Task<IReadOnlyList<KeyView>> ReadAsync(ShopId shop, SqlText sql, IReadOnlyList<object> args, KeyPage page, CancellationToken ct)
    {
        var rows = await database.QueryAsync(sql, Map, args, ct);
        if (!page.ShowsEnds)
            return [.. rows.Select(row => row.View)];
        using var sealer = (await seals.FindAsync(shop, ct)).NewSealer();
        return [.. rows.Select(row => row.View with { Ends = EndsOf(sealer, shop, row) })];
    }

    private static string EndsOf(KeySealer sealer, ShopId shop, Row row) =>
        KeyEnds.Of(KeyText.Read(row.View.Id, sealer.Open(new KeyPlace(shop, row.View.VariantId, row.View.Id), row.Secret)));

    private static Row Map(SqlRow row) => new(
        new KeyView(row.Id<KeyId>(0), row.Id<VariantId>(1), row.Id<BatchId>(2), (KeyState)row.Short(3))
        {
            ExpiresAt = row.Time(4),
            OrderId = row.IdOrNull<OrderId>(5),
            SoldAt = row.TimeOrNull(6),
            RecycledAt = row.TimeOrNull(7),
        },
        row.Bytes(8));

    private sealed record Row(KeyView View, byte[] Secret);
}
