using System.Globalization;
using Diner.Kernel;

namespace Diner.Bench.Stage;

/// <summary>
/// Goods and unpaid orders in bulk, in the state importing and checking out would leave them in; <c>diner doctor</c> agrees before
/// anything is measured. The n-th order buys one key of the variant n modulo their number. Keys are random bytes: nobody opens them here.
/// </summary>
internal static class PendingOrders
{
    /// <summary>The number of the n-th order: as scattered as real ones, and unique, because the factor is odd.</summary>
    public static string NumberOf(int n) => string.Create(CultureInfo.InvariantCulture, $"D261122-{(uint)(n * 2654435761L):X8}");

    /// <summary>SQL for PostgreSQL.</summary>
    public static string Functions =>
        """
        create function bench_id(at bigint, n bigint) returns uuid language sql immutable as
        $$ select (lpad(to_hex(at + n / 4096), 12, '0') || '7' || lpad(to_hex(n % 4096), 3, '0') || '8' || substr(md5(n::text), 1, 15))::uuid $$;
        create function bench_order_no(n bigint) returns text language sql immutable as
        $$ select 'D261122-' || lpad(upper(to_hex(n * 2654435761 % 4294967296)), 8, '0') $$;
        """;

    /// <summary>SQL for PostgreSQL: that many keys for each variant. Indexes are built afterwards, as one does for millions of rows.</summary>
    public static string Keys(BenchShop shop, long perVariant, long firstKey = 0) => string.Create(CultureInfo.InvariantCulture,
        $"""
        create temporary table bench_indexes as
            select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index where indrelid = 'vault_keys'::regclass and not indisprimary;
        do $$ declare i record; begin for i in select * from bench_indexes loop execute 'drop index ' || i.name; end loop; end $$;
        insert into vault_keys (id, shop_id, variant_id, batch_id, state, secret, fingerprint, expires_at)
        select bench_id(1790000000000, n), '{shop.Id.Value}', ({Variants(shop)})[(1 + n % {shop.Variants.Count})::int], '{Guid.Empty}', 0,
               decode(md5('s' || n) || md5('t' || n), 'hex'), decode(md5('f' || n), 'hex'), 'infinity'
        from generate_series({firstKey}, {firstKey + (perVariant * shop.Variants.Count) - 1}::bigint) as n;
        do $$ declare i record; begin for i in select * from bench_indexes loop execute i.definition; end loop; end $$;
        insert into vault_fingerprints (shop_id, fingerprint, key_id) select shop_id, fingerprint, id from vault_keys where shop_id = '{shop.Id.Value}' order by fingerprint on conflict do nothing;
        insert into vault_stock (variant_id, shop_id, on_hand, held) select unnest({Variants(shop)}), '{shop.Id.Value}', {perVariant}, 0;
        """);

    /// <summary>SQL for PostgreSQL: that many orders with their holds.</summary>
    public static string Orders(BenchShop shop, int count) => string.Create(CultureInfo.InvariantCulture,
        $"""
        insert into ordering_orders (id, shop_id, order_no, status, product_id, variant_id, product_name, variant_name, kind, quantity, amount_minor, currency, discount_minor,
                                     fee_minor, channel_id, contact_email, contact_hash, device_hash, locale, created_at, expires_at)
        select bench_id(1795000000000, n), '{shop.Id.Value}', bench_order_no(n), 0, '{shop.Product.Value}', ({Variants(shop)})[(1 + n % {shop.Variants.Count})::int],
               'Card', 'Card', 0, 1, {BenchShop.PriceMinor}, 'CNY', 0, 15, '{shop.Channel.Value}', 'buyer' || n || '@example.com', decode(md5('c' || n), 'hex'),
               decode(repeat('0', 32), 'hex'), 'zh-CN', now(), now() + interval '24 hours'
        from generate_series(0, {count - 1}) as n;
        insert into ordering_holds (order_id, shop_id, variant_id, quantity, takes_stock, is_free, contact_hash, address_hash, device_hash, expires_at)
        select id, shop_id, variant_id, 1, true, false, contact_hash, decode(md5('a' || order_no), 'hex'), device_hash, expires_at from ordering_orders;
        update vault_stock s set held = (select count(*) from ordering_holds h where h.variant_id = s.variant_id);
        """);

    /// <summary>SQL for PostgreSQL: gives some of the orders to another channel.</summary>
    public static string ToChannel(ChannelId channel, int first, int count) => string.Create(CultureInfo.InvariantCulture,
        $"update ordering_orders set channel_id = '{channel.Value}' where order_no in (select bench_order_no(n) from generate_series({first}, {first + count - 1}) as n);");

    /// <summary>SQL for SQLite: keys, orders and holds.</summary>
    public static string Sqlite(BenchShop shop, int keysPerVariant, int orders) => string.Create(CultureInfo.InvariantCulture,
        $"""
        create temporary table bench_variants (i integer primary key, id text);
        insert into bench_variants values {string.Join(", ", shop.Variants.Select((v, i) => $"({i}, '{v.Value}')"))};
        create temporary table bench_n (n integer primary key);
        with recursive counted(n) as (select 0 union all select n + 1 from counted where n < {Math.Max(keysPerVariant * shop.Variants.Count, orders) - 1}) insert into bench_n select n from counted;
        insert into vault_keys (id, shop_id, variant_id, batch_id, state, secret, fingerprint, expires_at)
        select printf('%08x-%04x-7%03x-8000-%012x', 419500000 + n / 268435456, n / 4096 % 65536, n % 4096, n), '{shop.Id.Value}', v.id, '{Guid.Empty}', 0,
               randomblob(40), randomblob(16), 9223372036854775807
        from bench_n join bench_variants v on v.i = n % {shop.Variants.Count} where n < {keysPerVariant * shop.Variants.Count};
        insert into vault_fingerprints (shop_id, fingerprint, key_id) select shop_id, fingerprint, id from vault_keys order by fingerprint;
        insert into ordering_orders (id, shop_id, order_no, status, product_id, variant_id, product_name, variant_name, kind, quantity, amount_minor, currency, discount_minor,
                                     fee_minor, channel_id, contact_email, contact_hash, device_hash, locale, created_at, expires_at)
        select printf('%08x-%04x-7%03x-8000-%012x', 419600000, n / 4096, n % 4096, n), '{shop.Id.Value}', printf('D261122-%08X', n * 2654435761 % 4294967296), 0,
               '{shop.Product.Value}', v.id, 'Card', 'Card', 0, 1, {BenchShop.PriceMinor}, 'CNY', 0, 15, '{shop.Channel.Value}', 'buyer' || n || '@example.com',
               randomblob(16), zeroblob(16), 'zh-CN', unixepoch() * 1000000, (unixepoch() + 86400) * 1000000
        from bench_n join bench_variants v on v.i = n % {shop.Variants.Count} where n < {orders};
        insert into ordering_holds (order_id, shop_id, variant_id, quantity, takes_stock, is_free, contact_hash, address_hash, device_hash, expires_at)
        select id, shop_id, variant_id, 1, 1, 0, contact_hash, randomblob(16), device_hash, expires_at from ordering_orders;
        insert into vault_stock (variant_id, shop_id, on_hand, held)
        select id, '{shop.Id.Value}', {keysPerVariant}, (select count(*) from ordering_holds h where h.variant_id = bench_variants.id) from bench_variants;
        """);

    private static string Variants(BenchShop shop) => $"array[{string.Join(',', shop.Variants.Select(v => $"'{v.Value}'"))}]::uuid[]";
}
