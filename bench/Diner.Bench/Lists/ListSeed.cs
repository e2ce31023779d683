using System.Globalization;
using Diner.Bench.Stage;

namespace Diner.Bench.Lists;

/// <summary>
/// Two years of a busy shop in bulk, newest last: mostly delivered, some expired, a few that wait, the newest 200 unpaid. One order in a
/// hundred thousand is of a rare kind (variant, channel, amount, coupon), so that lists must find needles; one in five hundred is of one of
/// twenty small shops of another merchant. A key and a payment for most orders, a payment that matches none beside some, and people who work
/// for many merchants. Plausible to the lists; the doctor is not asked.
/// </summary>
/// <param name="Shop">Its shop; the last variant is the rare one.</param>
/// <param name="Count">How many orders, and how many keys.</param>
/// <param name="RareChannel">A channel that hardly anybody uses.</param>
/// <param name="BuyerHash">The contact hash of <see cref="Buyer"/>.</param>
internal sealed record ListSeed(BenchShop Shop, int Count, Guid RareChannel, byte[] BuyerHash)
{
    public const string Buyer = "buyer7@example.com";
    public const long RareAmountMinor = 777_00;
    public const string Coupon = "LAMP10";
    public const string RareCoupon = "RARE";

    /// <summary>Small shops of one other merchant.</summary>
    public const int Neighbours = 20;

    private const int Buyers = 500_000;
    private const int RareEvery = 100_000;
    private const int WaitingEvery = 20_000;
    private const int Unpaid = 200;
    private const int BinEvery = 200;
    private const int AuditEvery = 10;
    private const int NeighbourEvery = 500;
    private const int CouponEvery = 10;
    private const int UnmatchedEvery = 5_000;

    private static readonly DateTimeOffset Start = new(2024, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The small shops.</summary>
    public required IReadOnlyList<Guid> NeighbourShops { get; init; }

    /// <summary>Whose they are.</summary>
    public required Guid NeighboursMerchant { get; init; }

    /// <summary>Accounts of merchants' staff.</summary>
    public int People => Count / 100;

    /// <summary>Merchants they work for.</summary>
    public int Merchants => Math.Max(1, Count / 10_000);

    /// <summary>Where the n-th small shop is.</summary>
    public static string NeighbourSlug(int n) => string.Create(CultureInfo.InvariantCulture, $"neighbour-{n}");

    /// <summary>The number of the n-th order.</summary>
    public static string NumberOf(long n) => string.Create(CultureInfo.InvariantCulture, $"D261122-{(uint)(n * 2654435761L):X8}");

    /// <summary>Milliseconds from one order to the next.</summary>
    public long StepMs => (long)(End - Start).TotalMilliseconds / Count;

    /// <summary>The id of the n-th order.</summary>
    public Guid IdOf(long n) => new(string.Create(CultureInfo.InvariantCulture, $"{Start.ToUnixTimeMilliseconds() + (n * StepMs):x12}70008{n:x15}"));

    /// <summary>The number of a row in the middle of the audit trail, or near it.</summary>
    public long AuditNumberOf(long n) => 1 + (n / AuditEvery);

    /// <summary>The n-th order or one just before it whose key is unsold and of the second variant.</summary>
    public Guid UnsoldIdOf(long n)
    {
        var cycle = 2 * (Shop.Variants.Count - 1);
        return IdOf((n / cycle * cycle) + 1);
    }

    /// <summary>SQL in steps, each with what it does.</summary>
    public IEnumerable<(string What, string Sql)> Steps()
    {
        yield return ("functions", Functions);
        yield return ($"{Count:N0} orders", WithoutIndexes("ordering_orders", Orders));
        yield return ("orders that wait", Waiting);
        yield return ($"{Count:N0} keys", WithoutIndexes("vault_keys", Keys));
        yield return ("payments", WithoutIndexes("payments_payments", Payments));
        yield return ($"{Count / AuditEvery:N0} rows of the audit trail", WithoutIndexes("data_audit", Audit));
        yield return ($"{People:N0} accounts", Accounts);
        yield return ("vacuum", "vacuum analyze accounts_staff, accounts_staff_roles, accounts_merchants, data_audit, ordering_orders, vault_keys, payments_payments, ordering_exceptions, ordering_holds");
    }

    private string Functions => string.Create(CultureInfo.InvariantCulture,
        $$"""
        create function list_id(n bigint) returns uuid language sql immutable as
        $$ select (lpad(to_hex({{Start.ToUnixTimeMilliseconds()}} + n * {{StepMs}}), 12, '0') || '70008' || lpad(to_hex(n), 15, '0'))::uuid $$;
        create function list_time(n bigint) returns timestamptz language sql immutable as
        $$ select to_timestamp(({{Start.ToUnixTimeMilliseconds()}} + n * {{StepMs}}) / 1000.0) $$;
        create function list_no(n bigint) returns text language sql immutable as
        $$ select 'D261122-' || lpad(upper(to_hex(n * 2654435761 % 4294967296)), 8, '0') $$;
        """);

    private string Orders => string.Create(CultureInfo.InvariantCulture,
        $"""
        insert into ordering_orders (id, shop_id, order_no, status, product_id, variant_id, product_name, variant_name, kind, quantity, amount_minor, discount_minor, currency,
                                     fee_minor, channel_id, coupon_code, contact_email, contact_hash, device_hash, locale, created_at, expires_at, paid_at, delivered_at)
        select list_id(n), case when n % {NeighbourEvery} = 9 then ({NeighbourIds})[(1 + n / {NeighbourEvery} % {Neighbours})::int] else '{Shop.Id.Value}'::uuid end, list_no(n),
               case when n >= {Count - Unpaid} then 0 when n % {WaitingEvery} = 1 then 4 + (n / {WaitingEvery} % 4) when n % 20 = 3 then 3 else 2 end,
               '{Shop.Product.Value}', case when n % {RareEvery} = 5 then '{Shop.Variants[^1].Value}'::uuid else ({Variants})[(1 + n % {Shop.Variants.Count - 1})::int] end,
               'Card', 'Card', 0, 1 + n % 3, case when n % {RareEvery} = 6 then {RareAmountMinor} else {BenchShop.PriceMinor} * (1 + n % 3) end, 0, 'CNY', 15,
               (case when n % {RareEvery} = 7 then '{RareChannel}' else '{Shop.Channel.Value}' end)::uuid,
               case when n % {RareEvery} = 8 then '{RareCoupon}' when n % {CouponEvery} = 4 then '{Coupon}' end,
               'buyer' || n % {Buyers} || '@example.com', case when n % {Buyers} = 7 then decode('{Convert.ToHexString(BuyerHash)}', 'hex') else decode(md5('c' || n % {Buyers}), 'hex') end,
               decode(md5('d' || n % {Buyers}), 'hex'), 'zh-CN', list_time(n), list_time(n) + interval '15 minutes', list_time(n) + interval '20 seconds', list_time(n) + interval '21 seconds'
        from generate_series(0, {Count - 1}::bigint) as n;
        """);

    private string Waiting =>
        """
        insert into ordering_exceptions (order_id, shop_id, variant_id, status, since)
        select id, shop_id, variant_id, status, created_at from ordering_orders where status in (4, 5, 6, 7);
        insert into ordering_holds (order_id, shop_id, variant_id, quantity, takes_stock, is_free, contact_hash, address_hash, device_hash, expires_at)
        select id, shop_id, variant_id, quantity, true, false, contact_hash, contact_hash, device_hash, now() + interval '1 day' from ordering_orders where status = 0;
        """;

    private string Keys => string.Create(CultureInfo.InvariantCulture,
        $"""
        insert into vault_keys (id, shop_id, variant_id, batch_id, state, secret, fingerprint, expires_at, order_id, sold_at, recycled_at)
        select list_id(n), '{Shop.Id.Value}', ({Variants})[(1 + n % {Shop.Variants.Count - 1})::int], '{Guid.Empty}', case when n % 2 = 0 then 1 when n % {BinEvery} = 11 then 2 else 0 end,
               decode(md5('s' || n) || md5('t' || n), 'hex'), decode(md5('f' || n), 'hex'), 'infinity',
               case when n % 2 = 0 then list_id(n) end, case when n % 2 = 0 then list_time(n) end, case when n % {BinEvery} = 11 then list_time(n) end
        from generate_series(0, {Count - 1}::bigint) as n;
        insert into vault_stock (variant_id, shop_id, on_hand, held) select variant_id, shop_id, count(*), 0 from vault_keys where state = 0 group by variant_id, shop_id;
        """);

    private string Payments => string.Create(CultureInfo.InvariantCulture,
        $"""
        insert into payments_payments (id, shop_id, channel_id, provider_transaction_id, order_no, order_id, amount_minor, currency, outcome, source, raw, recorded_at)
        select list_id(n), '{Shop.Id.Value}', '{Shop.Channel.Value}', 'T' || n, list_no(n), list_id(n), {BenchShop.PriceMinor}, 'CNY', 0, 0, 'trade_no=T' || n || '&sign=x', list_time(n)
        from generate_series(0, {Count - 1}::bigint) as n where n % 20 <> 3;
        insert into payments_payments (id, shop_id, channel_id, provider_transaction_id, order_no, order_id, amount_minor, currency, outcome, source, raw, recorded_at)
        select list_id(n), '{Shop.Id.Value}', '{Shop.Channel.Value}', 'U' || n, list_no(n - 1), null, {BenchShop.PriceMinor}, 'CNY', 2, 0, 'trade_no=U' || n || '&sign=x', list_time(n)
        from generate_series(3, {Count - 1}::bigint, {UnmatchedEvery}) as n;
        """);

    // Rows without their chain: the pages do not check it, and the doctor is not asked.
    private string Audit => string.Create(CultureInfo.InvariantCulture,
        $"""
        insert into data_audit (number, at, actor_kind, actor_name, address, action, merchant_id, shop_id, subject, subject_id, succeeded, why, hash)
        select (select number from data_audit_head) + n + 1, list_time(n * {AuditEvery}), 1, 'clerk' || n % 50 || '@example.com', '192.0.2.7', 'order.noted',
               (select merchant_id from catalog_shops where id = '{Shop.Id.Value}'), '{Shop.Id.Value}', list_no(n * {AuditEvery}), list_id(n * {AuditEvery}), n % 1000 <> 0, '', decode(md5('a' || n), 'hex')
        from generate_series(0, {(Count / AuditEvery) - 1}::bigint) as n;
        update data_audit_head set number = (select max(number) from data_audit);
        """);

    private string Accounts => string.Create(CultureInfo.InvariantCulture,
        $"""
        insert into accounts_merchants (id, name, suspended_why, created_at) select list_id(n), 'Merchant ' || n, '', list_time(n) from generate_series(0, {Merchants - 1}::bigint) as n;
        insert into accounts_staff (id, merchant_id, email, name, password_hash, password_set_at, language, totp_step, locked_at, created_at)
        select list_id(n), list_id(n % {Merchants}), 'clerk' || n || '@example.com', 'Clerk ' || n, '', now(), 'zh-CN', 0, case when n % 1000 = 3 then now() end, list_time(n)
        from generate_series(0, {People - 1}::bigint) as n;
        insert into accounts_staff_roles (staff_id, role) select list_id(n), 1 + n % 4 from generate_series(0, {People - 1}::bigint) as n;
        """);

    private string NeighbourIds => $"array[{string.Join(',', NeighbourShops.Select(id => $"'{id}'"))}]::uuid[]";

    private string Variants => $"array[{string.Join(',', Shop.Variants.Take(Shop.Variants.Count - 1).Select(v => $"'{v.Value}'"))}]::uuid[]";

    // Indexes are built afterwards, as one does for millions of rows.
    private static string WithoutIndexes(string table, string insert) =>
        $"""
        create temporary table list_indexes as
            select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index where indrelid = '{table}'::regclass and not indisprimary;
        do $$ declare i record; begin for i in select * from list_indexes loop execute 'drop index ' || i.name; end loop; end $$;
        {insert}
        set maintenance_work_mem = '1GB';
        do $$ declare i record; begin for i in select * from list_indexes loop execute i.definition; end loop; end $$;
        drop table list_indexes;
        """;
}
