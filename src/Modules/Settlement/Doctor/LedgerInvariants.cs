namespace Diner.Settlement.Doctor;

/// <summary>The invariants of the books, and of the money that went back.</summary>
internal static class LedgerInvariants
{
    public static readonly IReadOnlyList<HouseInvariant> All =
    [
        new(
            "Every posting sums to zero.",
            "select cast(posting_id as text) from ledger_entries group by posting_id having sum(amount_minor) <> 0"),
        new(
            "Every applied payment is posted once, for its amount.",
            """
            select p.order_no
            from payments_payments p
            left join ledger_postings l on l.order_id = p.order_id and l.kind = 0 and l.payment_id = p.id
            left join ledger_entries e on e.posting_id = l.id and e.account in (0, 3) and e.owner_id = p.channel_id
            where p.outcome = 0 and p.amount_minor > 0
            group by p.id, p.order_no, p.amount_minor
            having count(distinct l.id) <> 1 or coalesce(sum(e.amount_minor), 0) <> p.amount_minor
            """),
        new(
            "Every payment that is no order's is posted apart, for its amount.",
            """
            select p.order_no
            from payments_payments p
            left join ledger_postings l on l.source_id = p.id and l.kind = 1
            left join ledger_entries e on e.posting_id = l.id and e.account = 10 and e.owner_id = p.channel_id
            where p.outcome <> 0 and p.amount_minor > 0
            group by p.id, p.order_no, p.amount_minor
            having count(e.posting_id) <> 1 or coalesce(sum(e.amount_minor), 0) <> -p.amount_minor
            """),
        new(
            "Every sale that is posted is of an applied payment.",
            """
            select cast(l.id as text)
            from ledger_postings l
            left join payments_payments p on p.id = l.payment_id and p.outcome = 0 and p.order_id = l.order_id
            where l.kind = 0 and p.id is null
            """),
        new(
            "What was promised back of a payment is the sum of its refunds, and never more than was paid.",
            """
            select p.order_no
            from payments_payments p
            left join (select payment_id, sum(amount_minor) as promised from payments_refunds where state <> 5 group by payment_id) r on r.payment_id = p.id
            where p.refunded_minor <> coalesce(r.promised, 0) or p.refunded_minor > coalesce(p.amount_minor, 0) or p.refunded_minor < 0
            """),
        new(
            "An order whose payment went back whole is refunded, and no other delivered order is.",
            """
            select o.order_no
            from payments_payments p join ordering_orders o on o.id = p.order_id
            where p.outcome = 0 and p.amount_minor > 0 and (p.refunded_minor = p.amount_minor) <> (o.status = 8)
            """),
        new(
            "Every refund is posted as far as it has come.",
            """
            select r.refund_no
            from payments_refunds r
            left join ledger_postings l on l.source_id = r.id
            group by r.id, r.refund_no, r.state
            having sum(case l.kind when 2 then 1 else 0 end) <> 1
                or sum(case l.kind when 3 then 1 else 0 end) <> case when r.state in (2, 4) then 1 else 0 end
                or sum(case l.kind when 4 then 1 else 0 end) <> case when r.state = 5 then 1 else 0 end
            """),
        new(
            "Balances equal the entries.",
            """
            select cast(b.account as text) || ' ' || cast(b.owner_id as text) || ' ' || b.currency
            from (
                select account, owner_id, currency, sum(amount) as amount
                from (
                    select account, owner_id, currency, debit_minor - credit_minor as amount from ledger_balances
                    union all
                    select account, owner_id, currency, debit_minor - credit_minor as amount from ledger_deltas
                    union all
                    select e.account, e.owner_id, l.currency, -e.amount_minor as amount from ledger_entries e join ledger_postings l on l.id = e.posting_id) moved
                group by account, owner_id, currency) b
            where b.amount <> 0
            """),
    ];
}
