using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Browse;

namespace Diner.Vault.Batches;

/// <summary>Lists batches, a page at a time behind a cursor. Nothing is counted: a batch keeps its counters.</summary>
public sealed class BatchList(Database database, TimeProvider clock)
{
    private const string Columns =
        """
        select id, variant_id, supplier, unit_cost_minor, imported_at, expires_at, file_sha256, accepted, duplicates, rejected, withdrawn_at,
               sold, recycled, expired, bad, revenue_minor
        from vault_batches
        """;

    // Greater than every UUIDv7.
    private static readonly Guid NewestFirst = new("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private static readonly SqlText One = Columns + "\nwhere shop_id = $1 and id = $2";
    private static readonly SqlText OfShop = Columns + "\nwhere shop_id = $1 and id < $2\norder by id desc\nlimit $3";
    private static readonly SqlText OfVariant = Columns + "\nwhere shop_id = $1 and variant_id = $4 and id < $2\norder by id desc\nlimit $3";

    private static readonly SqlText ThatExpire =
        Columns
        + """

        where shop_id = $1 and (expires_at, id) > ($2, $3) and expires_at < $5 and accepted - sold - recycled - expired - bad > 0
        order by expires_at, id
        limit $4
        """;

    /// <summary>The batch of that id in that shop, or null.</summary>
    public async Task<BatchView?> FindAsync(ShopId shop, BatchId id, CancellationToken ct) =>
        (await database.QueryAsync(One, Map, [shop.Value, id.Value], ct)).SingleOrDefault();

    /// <summary>Batches of the shop, or of one variant, newest first, those older than <paramref name="before"/>.</summary>
    public Task<IReadOnlyList<BatchView>> ReadAsync(ShopId shop, VariantId? variant, BatchId? before, int take, CancellationToken ct)
    {
        var cursor = before?.Value ?? NewestFirst;
        return variant is { } only
            ? database.QueryAsync(OfVariant, Map, [shop.Value, cursor, take, only.Value], ct)
            : database.QueryAsync(OfShop, Map, [shop.Value, cursor, take], ct);
    }

    /// <summary>Batches with unsold keys that will expire, soonest first, those behind the given one.</summary>
    public Task<IReadOnlyList<BatchView>> ThatExpireAsync(ShopId shop, BatchView? after, int take, CancellationToken ct) => database.QueryAsync(
        ThatExpire, Map, [shop.Value, after?.ExpiresAt ?? clock.GetUtcNow(), after?.Id.Value ?? Guid.Empty, take, DateTimeOffset.MaxValue], ct);

    private static BatchView Map(SqlRow row) => new(row.Id<BatchId>(0), row.Id<VariantId>(1), row.Text(2), row.Long(3), row.Time(4))
    {
        ExpiresAt = row.Time(5),
        FileSha256 = row.Text(6),
        Accepted = row.Int(7),
        Duplicates = row.Int(8),
        Rejected = row.Int(9),
        WithdrawnAt = row.TimeOrNull(10),
        Sold = row.Int(11),
        Recycled = row.Int(12),
        Expired = row.Int(13),
        Bad = row.Int(14),
        RevenueMinor = row.Long(15),
    };
}
