namespace Diner.Settlement.Doctor;

/// <summary>The invariants of money on its way to merchants.</summary>
internal static class PayoutInvariants
{
    public static readonly IReadOnlyList<HouseInvariant> All =
    [
        new(
            "A shop's money in transit is the sum of its open pay-outs.",
            """
            select cast(shop_id as text) || ' ' || currency
            from (
                select shop_id, currency, amount_minor from ledger_payouts where state not in (4, 5, 6)
                union all
                select owner_id, currency, debit_minor - credit_minor from ledger_balances where account = 11
                union all
                select owner_id, currency, debit_minor - credit_minor from ledger_deltas where account = 11) moved
            group by shop_id, currency
            having sum(amount_minor) <> 0
            """),
        new(
            "Every pay-out is posted as far as it has come.",
            """
            select cast(p.id as text)
            from ledger_payouts p
            left join ledger_postings l on l.source_id = p.id
            group by p.id, p.state, p.sent_at
            having sum(case l.kind when 8 then 1 else 0 end) <> 1
                or sum(case l.kind when 9 then 1 else 0 end) <> case when p.sent_at is null then 0 else 1 end
                or sum(case l.kind when 10 then 1 else 0 end) <> case when p.state in (5, 6) then 1 else 0 end
                or (p.state = 4 and p.sent_at is null)
            """),
        new(
            "Every pay-out that was approved has as many approvals as it needs, none by who asked for it.",
            """
            select cast(p.id as text)
            from ledger_payouts p
            left join ledger_payout_approvals a on a.payout_id = p.id
            group by p.id, p.state, p.approvals_needed
            having (p.state in (1, 2, 3, 4, 5, 7) and count(a.person) < p.approvals_needed)
                or sum(case when a.person = p.requested_by then 1 else 0 end) > 0
            """),
    ];
}
