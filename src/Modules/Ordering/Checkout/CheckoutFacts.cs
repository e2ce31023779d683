using Diner.Catalog.Products;
using Diner.Catalog.Sql;
using Diner.Coupons.Uses;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Vault.Stock;

namespace Diner.Ordering.Checkout;

/// <summary>What a batch of checkouts must know, read and locked in its transaction.</summary>
internal sealed record CheckoutFacts(
    IReadOnlyDictionary<VariantId, Offer> Offers, IReadOnlyDictionary<VariantId, LockedStock> Stock, IReadOnlyDictionary<int, HeldUnits> Held,
    IReadOnlyDictionary<(ShopId Shop, string Key), RepeatedOrder> Repeated, IReadOnlyDictionary<int, long> Bought, CouponFacts Coupons);

/// <summary>What is left of the coupons the batch names, and in which categories their goods lie.</summary>
internal sealed record CouponFacts(UseLimits Limits, ILookup<VariantId, CategoryId> Categories);

/// <summary>Unpaid units a buyer holds, by what we know the buyer by.</summary>
internal sealed record HeldUnits(long ByContact, long ByAddress, long ByDevice);

/// <summary>An order that was placed with the same idempotency key.</summary>
internal sealed record RepeatedOrder(OrderView Order, byte[] Fingerprint);

/// <summary>
/// Reads the facts: one trip, and a second only when a variant limits what one buyer may buy.
/// Buyers are locked before coupons and these before stock, all in a fixed order, so that two nodes count the same buyer one after the other.
/// </summary>
internal static class ReadFacts
{
    private static readonly SqlText LockBuyers = "select pg_advisory_xact_lock(buyer) from unnest($1::bigint[]) as buyer";

    private static readonly SqlText Held = new(
        """
        select d.n,
               (select coalesce(sum(quantity), 0)::bigint from ordering_holds where contact_hash = d.contact and shop_id = d.shop and expires_at > d.now),
               (select coalesce(sum(quantity), 0)::bigint from ordering_holds where address_hash = d.address and shop_id = d.shop and expires_at > d.now),
               (select coalesce(sum(quantity), 0)::bigint from ordering_holds where device_hash = d.device and shop_id = d.shop and expires_at > d.now)
        from unnest($1::integer[], $2::uuid[], $3::bytea[], $4::bytea[], $5::bytea[], $6::timestamptz[]) as d(n, shop, contact, address, device, now)
        """,
        """
        select $1,
               (select coalesce(sum(quantity), 0) from ordering_holds where contact_hash = $3 and shop_id = $2 and expires_at > $6),
               (select coalesce(sum(quantity), 0) from ordering_holds where address_hash = $4 and shop_id = $2 and expires_at > $6),
               (select coalesce(sum(quantity), 0) from ordering_holds where device_hash = $5 and shop_id = $2 and expires_at > $6)
        """);

    private static readonly SqlText Repeated = new(
        OrderColumns.Select + ", o.idempotency_key, o.idempotency_fingerprint\n" +
        """
        from ordering_orders o
        join unnest($1::uuid[], $2::text[]) as k(shop_id, idempotency_key) on k.shop_id = o.shop_id and k.idempotency_key = o.idempotency_key
        """,
        OrderColumns.Select + ", o.idempotency_key, o.idempotency_fingerprint\nfrom ordering_orders o where o.shop_id = $1 and o.idempotency_key = $2");

    // 3, 8 and 9: an order that expired or was cancelled was not bought, a refunded one no longer is.
    private static readonly SqlText Bought = new(
        """
        select d.n, coalesce(sum(o.quantity), 0)::bigint
        from unnest($1::integer[], $2::uuid[], $3::bytea[], $4::uuid[], $5::timestamptz[]) as d(n, shop_id, contact, variant_id, since)
        join ordering_orders o on o.shop_id = d.shop_id and o.contact_hash = d.contact and o.created_at > d.since
        where o.variant_id = d.variant_id and o.status not in (3, 8, 9)
        group by d.n
        """,
        """
        select $1, coalesce(sum(quantity), 0)
        from ordering_orders
        where shop_id = $2 and contact_hash = $3 and created_at > $5 and variant_id = $4 and status not in (3, 8, 9)
        """);

    public static async Task<CheckoutFacts> RunAsync(UnitOfWork work, IReadOnlyList<OrderDraft> drafts, bool limits, CancellationToken ct)
    {
        var batch = work.NewBatch();
        var repeated = batch.ReadRows(Repeated, row => (Key: row.Text(OrderColumns.Count), Order: new RepeatedOrder(OrderColumns.Map(row), row.Bytes(OrderColumns.Count + 1))),
            Keyed(drafts).Select(d => d.Shop.Id.Value).ToArray(), Keyed(drafts).Select(d => d.IdempotencyKey!).ToArray());
        if (limits && batch.Kind == DatabaseKind.Postgres)
            batch.Read(LockBuyers, _ => true, drafts.SelectMany(d => d.LimitLocks).Distinct().Order().ToArray());
        var offers = ReadOffers.AddTo(batch, drafts.Select(d => d.VariantId));
        var couponed = Couponed(drafts);
        var coupons = LockCoupons.AddTo(batch, couponed.Select(c => (c.Shop, c.Code)));
        var uses = CountUses.AddTo(batch, couponed);
        var categories = ReadCategoryPaths.AddTo(batch, couponed.Select(c => drafts[c.Number].VariantId));
        var stock = LockStock.AddTo(batch, drafts.Select(d => d.VariantId));
        var held = batch.ReadRows(Held, row => (Draft: row.Int(0), Units: new HeldUnits(row.Long(1), row.Long(2), row.Long(3))), HeldColumns(limits ? drafts : []));
        await batch.SendAsync(ct);

        var offersById = offers.Rows.ToDictionary(o => o.VariantId);
        var bought = batch.ReadRows(Bought, row => (Draft: row.Int(0), Units: row.Long(1)), BoughtColumns(drafts, offersById));
        await batch.SendAsync(ct);
        return new CheckoutFacts(
            offersById,
            stock.Rows.ToDictionary(s => s.VariantId),
            held.Rows.ToDictionary(h => h.Draft, h => h.Units),
            repeated.Rows.ToDictionary(r => (r.Order.Order.ShopId, r.Key), r => r.Order),
            bought.Rows.ToDictionary(b => b.Draft, b => b.Units),
            new CouponFacts(new UseLimits(coupons.Rows, uses.Rows), categories.Rows.ToLookup(c => c.Variant, c => c.Category)));
    }

    private static List<CodeAndBuyer> Couponed(IReadOnlyList<OrderDraft> drafts) =>
        [.. drafts.Index().Where(d => d.Item.CouponCode is not null).Select(d => d.Item.CodeAndBuyer(d.Index))];

    // The same request may have come several times while the last batch ran: its key is looked for once.
    private static IEnumerable<OrderDraft> Keyed(IReadOnlyList<OrderDraft> drafts) =>
        drafts.Where(d => d.IdempotencyKey is not null).DistinctBy(d => (d.Shop.Id, d.IdempotencyKey));

    private static Array[] HeldColumns(IReadOnlyList<OrderDraft> drafts) =>
    [
        Enumerable.Range(0, drafts.Count).ToArray(),
        drafts.Select(d => d.Shop.Id.Value).ToArray(),
        drafts.Select(d => d.ContactHash).ToArray(),
        drafts.Select(d => d.AddressHash).ToArray(),
        drafts.Select(d => d.DeviceHash).ToArray(),
        drafts.Select(d => d.Now).ToArray(),
    ];

    private static Array[] BoughtColumns(IReadOnlyList<OrderDraft> drafts, Dictionary<VariantId, Offer> offers)
    {
        var limited = drafts.Select((draft, n) => (Draft: draft, N: n, Offer: offers.GetValueOrDefault(draft.VariantId))).Where(d => d.Offer is { BuyerLimit: > 0 }).ToList();
        return
        [
            limited.Select(d => d.N).ToArray(),
            limited.Select(d => d.Draft.Shop.Id.Value).ToArray(),
            limited.Select(d => d.Draft.ContactHash).ToArray(),
            limited.Select(d => d.Draft.VariantId.Value).ToArray(),
            limited.Select(d => d.Draft.Now - d.Offer!.BuyerLimitWindow).ToArray(),
        ];
    }
}
