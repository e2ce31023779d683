using Diner.Catalog.Products;
using Diner.Data.Sql;

namespace Diner.Ordering.Checkout;

/// <summary>Writes accepted orders and their holds.</summary>
internal static class WriteOrders
{
    private const string Columns =
        """
        id, shop_id, order_no, status, product_id, variant_id, product_name, variant_name, kind, quantity, amount_minor, currency, fee_minor, channel_id,
        contact_email, contact_phone, contact_hash, device_hash, lookup_password_hash, idempotency_key, idempotency_fingerprint, locale, created_at, expires_at,
        discount_minor, coupon_code, surcharge_minor
        """;

    private static readonly SqlText Orders = new(
        $"""
        insert into ordering_orders ({Columns})
        select o.id, o.shop_id, o.order_no, 0, o.product_id, o.variant_id, o.product_name, o.variant_name, o.kind, o.quantity, o.amount, o.currency, o.fee, o.channel_id,
               o.email, o.phone, o.contact, o.device, o.password, o.idempotency_key, o.fingerprint, o.locale, o.created_at, o.expires_at,
               o.discount, o.coupon, o.surcharge
        from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::smallint[], $9::integer[], $10::bigint[], $11::text[], $12::bigint[], $13::uuid[],
                    $14::text[], $15::text[], $16::bytea[], $17::bytea[], $18::text[], $19::text[], $20::bytea[], $21::text[], $22::timestamptz[], $23::timestamptz[],
                    $24::bigint[], $25::text[], $26::bigint[])
             as o(id, shop_id, order_no, product_id, variant_id, product_name, variant_name, kind, quantity, amount, currency, fee, channel_id,
                  email, phone, contact, device, password, idempotency_key, fingerprint, locale, created_at, expires_at, discount, coupon, surcharge)
        """,
        $"""
        insert into ordering_orders ({Columns})
        values ($1, $2, $3, 0, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)
        """);

    private static readonly SqlText Holds = new(
        """
        insert into ordering_holds (order_id, shop_id, variant_id, quantity, takes_stock, is_free, contact_hash, address_hash, device_hash, expires_at)
        select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::integer[], $5::boolean[], $6::boolean[], $7::bytea[], $8::bytea[], $9::bytea[], $10::timestamptz[])
        """,
        """
        insert into ordering_holds (order_id, shop_id, variant_id, quantity, takes_stock, is_free, contact_hash, address_hash, device_hash, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """);

    public static void AddTo(SqlBatch batch, IReadOnlyList<AcceptedOrder> orders)
    {
        batch.InsertRows(
            Orders,
            orders.Select(o => o.Id.Value).ToArray(),
            orders.Select(o => o.Draft.Shop.Id.Value).ToArray(),
            orders.Select(o => o.Draft.OrderNo).ToArray(),
            orders.Select(o => o.Offer.ProductId.Value).ToArray(),
            orders.Select(o => o.Offer.VariantId.Value).ToArray(),
            orders.Select(o => o.Offer.ProductName).ToArray(),
            orders.Select(o => o.Offer.VariantName).ToArray(),
            orders.Select(o => (short)o.Offer.Kind).ToArray(),
            orders.Select(o => o.Draft.Request.Quantity).ToArray(),
            orders.Select(o => o.Amount.AmountMinor).ToArray(),
            orders.Select(o => o.Amount.Currency.Code).ToArray(),
            orders.Select(o => o.Fee.AmountMinor).ToArray(),
            orders.Select(o => o.ChannelId.Value).ToArray(),
            orders.Select(o => o.Draft.Email).ToArray(),
            orders.Select(o => o.Draft.Request.Contact.Phone).ToArray(),
            orders.Select(o => o.Draft.ContactHash).ToArray(),
            orders.Select(o => o.Draft.DeviceHash).ToArray(),
            orders.Select(o => o.Draft.LookupPasswordHash).ToArray(),
            orders.Select(o => o.Draft.IdempotencyKey).ToArray(),
            orders.Select(o => o.Draft.Fingerprint).ToArray(),
            orders.Select(o => o.Draft.Request.Locale).ToArray(),
            orders.Select(o => o.Draft.Now).ToArray(),
            orders.Select(o => o.Draft.ExpiresAt).ToArray(),
            orders.Select(o => o.Price.Discount.AmountMinor).ToArray(),
            orders.Select(o => o.Price.Coupon?.Code).ToArray(),
            orders.Select(o => o.Price.Surcharge.AmountMinor).ToArray());
        batch.InsertRows(
            Holds,
            orders.Select(o => o.Id.Value).ToArray(),
            orders.Select(o => o.Draft.Shop.Id.Value).ToArray(),
            orders.Select(o => o.Offer.VariantId.Value).ToArray(),
            orders.Select(o => o.Draft.Request.Quantity).ToArray(),
            orders.Select(o => o.Offer.Kind.TakesStock()).ToArray(),
            orders.Select(o => o.Amount.IsZero).ToArray(),
            orders.Select(o => o.Draft.ContactHash).ToArray(),
            orders.Select(o => o.Draft.AddressHash).ToArray(),
            orders.Select(o => o.Draft.DeviceHash).ToArray(),
            orders.Select(o => o.Draft.ExpiresAt).ToArray());
    }
}
