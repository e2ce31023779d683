using Diner.Data.Access;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Catalog.Limits;

/// <summary>The limit of unsold keys, for the module that stores them.</summary>
internal sealed class KeyLimits : IKeyLimits
{
    private const string Find =
        """
        select l.keys_max, other.id
        from catalog_shops s
        join catalog_merchant_limits l on l.merchant_id = s.merchant_id
        join catalog_shops other on other.merchant_id = s.merchant_id
        where s.id = $1 and l.keys_max is not null
        """;

    private static readonly SqlText Statement = new(Find + "\nfor update of l", Find);

    public async Task<KeyLimit?> LockAsync(UnitOfWork work, ShopId shop, CancellationToken ct)
    {
        var batch = work.NewBatch();
        var found = batch.Read(Statement, row => (Max: row.Long(0), Shop: row.Id<ShopId>(1)), shop.Value);
        await batch.SendAsync(ct);
        return found.Rows.Count == 0 ? null : new KeyLimit(found.Rows[0].Max, [.. found.Rows.Select(r => r.Shop)]);
    }
}
