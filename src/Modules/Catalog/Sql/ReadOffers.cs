using Diner.Catalog.Products;
using Diner.Data.Sql;
using Diner.Kernel;

namespace Diner.Catalog.Sql;

/// <summary>Reads offers in the caller's transaction, so that a price is never an old one.</summary>
public static class ReadOffers
{
    private const string Columns =
        """
        select v.id, v.product_id, v.shop_id, v.code, p.name, v.name, v.kind, v.price_minor, s.currency, v.price_breaks,
               v.quantity_min, v.quantity_max, v.buyer_limit, v.buyer_limit_window_hours, s.fee_basis_points,
               v.is_on_sale and s.is_open and not s.is_suspended, p.state, p.on_sale_from, p.on_sale_until, s.order_max_minor
        from catalog_variants v
        join catalog_products p on p.id = v.product_id
        join catalog_shops s on s.id = v.shop_id
        """;

    private static readonly SqlText Statement = new(Columns + "\nwhere v.id = any($1)", Columns + "\nwhere v.id = $1");

    /// <summary>Adds the query to the batch.</summary>
    public static SqlRows<Offer> AddTo(SqlBatch batch, IEnumerable<VariantId> variants) =>
        batch.ReadRows(Statement, Map, variants.Select(v => v.Value).Distinct().ToArray());

    private static Offer Map(SqlRow row) => new()
    {
        VariantId = row.Id<VariantId>(0),
        ProductId = row.Id<ProductId>(1),
        ShopId = row.Id<ShopId>(2),
        Code = row.Text(3),
        ProductName = row.Text(4),
        VariantName = row.Text(5),
        Kind = (GoodsKind)row.Short(6),
        UnitPrice = new Money(row.Long(7), CurrencyCode.Parse(row.Text(8))),
        PriceBreaks = PriceBreak.Read(row.Text(9)),
        QuantityMin = row.Int(10),
        QuantityMax = row.Int(11),
        BuyerLimit = row.Int(12),
        BuyerLimitWindow = TimeSpan.FromHours(row.Int(13)),
        FeeBasisPoints = row.Int(14),
        OrderMaxMinor = row.LongOrNull(19),
        Sale = new SaleWindow(row.Bool(15), (SaleState)row.Short(16), row.TimeOrNull(17), row.TimeOrNull(18)),
    };
}
