namespace Diner.Settlement.Doctor;

/// <summary>
/// The invariants of the design. They compare what modules wrote in one transaction, so these queries, and no others, read the tables
/// of several modules.
/// </summary>
internal static class HouseInvariants
{
    public static readonly IReadOnlyList<HouseInvariant> All =
    [
        new(
            "A sold key names the one order that has it, and no other key names an order.",
            """
            select cast(id as text) from vault_keys
            where (state = 1 and order_id is null) or (state in (0, 2, 3, 5) and order_id is not null)
            """),
        new(
            "A key that was exchanged is sold to nobody.",
            """
            select cast(r.id as text) from vault_replacements r join vault_keys k on k.id = r.old_key_id where k.state = 1
            """),
        new(
            "Every delivered order has exactly its quantity of keys.",
            """
            select o.order_no
            from ordering_orders o
            left join (select order_id, count(*) as keys from vault_keys where order_id is not null and state = 1 group by order_id) k on k.order_id = o.id
            left join (select order_id, sum(quantity) as keys from vault_key_shares group by order_id) s on s.order_id = o.id
            where o.status = 2
              and case o.kind when 0 then coalesce(k.keys, 0) <> o.quantity when 2 then coalesce(k.keys, 0) = 0 else coalesce(s.keys, 0) <> o.quantity end
            """),
        new(
            "An order that is not delivered has no keys.",
            """
            select o.order_no
            from ordering_orders o
            where o.status not in (2, 8)
              and (exists (select 1 from vault_keys k where k.order_id = o.id) or exists (select 1 from vault_key_shares s where s.order_id = o.id))
            """),
        new(
            "Every paid order is delivered or in a named exception state.",
            "select order_no from ordering_orders where paid_at is not null and status not in (2, 4, 6, 7, 8)"),
        new(
            "Every order in an exception state has its clock, and no other order has one.",
            """
            select o.order_no
            from ordering_orders o
            left join ordering_exceptions e on e.order_id = o.id
            where (o.status in (4, 5, 6, 7) and (e.status is null or e.status <> o.status)) or (o.status not in (4, 5, 6, 7) and e.status is not null)
            """),
        new(
            "Every paid order has exactly one applied payment.",
            """
            select o.order_no
            from ordering_orders o
            left join (select order_id, count(*) as payments from payments_payments where outcome = 0 group by order_id) p on p.order_id = o.id
            where coalesce(p.payments, 0) <> case when o.paid_at is null then 0 else 1 end
            """),
        new(
            "Every payment belongs to one order or to the unmatched queue.",
            """
            select cast(p.id as text)
            from payments_payments p
            left join ordering_orders o on o.id = p.order_id
            where (p.outcome in (0, 1) and o.id is null) or (p.outcome in (2, 3) and p.order_id is not null)
            """),
        new(
            "Every applied payment is its order's amount.",
            """
            select o.order_no
            from payments_payments p join ordering_orders o on o.id = p.order_id
            where p.outcome = 0 and (p.amount_minor is null or p.amount_minor <> o.amount_minor or p.currency <> o.currency)
            """),
        .. LedgerInvariants.All,
        .. PayoutInvariants.All,
        new(
            "Stock on hand equals the pool.",
            """
            select cast(s.variant_id as text)
            from vault_stock s
            left join (select variant_id, count(*) as keys from vault_keys where state = 0 group by variant_id) k on k.variant_id = s.variant_id
            where s.on_hand <> coalesce(k.keys, 0)
            """),
        new(
            "Every key's text is the shop's once.",
            """
            select cast(k.id as text)
            from vault_keys k
            left join vault_fingerprints f on f.shop_id = k.shop_id and f.fingerprint = k.fingerprint
            where (f.key_id is null or f.key_id <> k.id) and k.state <> 5
            """),
        new(
            "A batch's counters equal its keys.",
            """
            select cast(b.id as text)
            from vault_batches b
            left join (
                select batch_id, sum(case state when 0 then 1 else 0 end) as available, sum(case state when 1 then 1 else 0 end) as sold,
                       sum(case state when 3 then 1 else 0 end) as expired, sum(case state when 4 then 1 else 0 end) as bad
                from vault_keys
                group by batch_id) k on k.batch_id = b.id
            where b.sold <> coalesce(k.sold, 0) or b.expired <> coalesce(k.expired, 0) or b.bad <> coalesce(k.bad, 0)
               or b.accepted - b.sold - b.recycled - b.expired - b.bad <> coalesce(k.available, 0)
            """),
        new(
            "Held stock equals the open holds and the paid orders that wait.",
            """
            select cast(s.variant_id as text)
            from vault_stock s
            left join (
                select variant_id, sum(quantity) as units
                from (
                    select variant_id, quantity from ordering_holds where takes_stock
                    union all
                    select o.variant_id, o.quantity from ordering_exceptions e join ordering_orders o on o.id = e.order_id where e.status = 4 and o.kind = 0) held
                group by variant_id) h on h.variant_id = s.variant_id
            where s.held <> coalesce(h.units, 0)
            """),
        new(
            "Every order with a coupon has its use, which counts until the order expires or is refunded.",
            """
            select o.order_no
            from ordering_orders o
            left join coupons_uses u on u.order_id = o.id
            where (o.coupon_code is null and u.order_id is not null)
               or (o.coupon_code is not null and (u.order_id is null or u.code <> o.coupon_code or u.discount_minor <> o.discount_minor or u.is_counted <> (o.status not in (3, 8, 9))))
            """),
        new(
            "A coupon's code counts the uses it has.",
            """
            select c.code
            from coupons_codes c
            left join (select shop_id, code, count(*) as uses from coupons_uses where is_counted group by shop_id, code) u on u.shop_id = c.shop_id and u.code = c.code
            where c.used <> coalesce(u.uses, 0)
            """),
        new(
            "Every unpaid order has a hold, and no other order has one.",
            """
            select o.order_no
            from ordering_orders o
            left join ordering_holds h on h.order_id = o.id
            where (o.status = 0) <> (h.order_id is not null)
            """),
    ];
}
