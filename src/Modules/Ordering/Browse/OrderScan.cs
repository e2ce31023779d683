using System.Globalization;
using Diner.Coupons.Rules;
using Diner.Data.Sql;
using Diner.Kernel;
using Diner.Ordering.Orders;

namespace Diner.Ordering.Browse;

/// <summary>
/// The statement of one page. Its source walks one index from newer to older orders, at most <see cref="Reach"/> of them: the index of the most
/// telling condition there is. What the index does not say is checked on the way. Ids are UUIDv7, so the order of ids is that of time.
/// </summary>
internal sealed class OrderScan
{
    private const int WalkMax = 50_000;
    private const int SideTableMax = 5_000;

    // The orders of so many shops are merged from their own walks; of more, the walk of all orders is checked.
    private const int ShopWalksMax = 20;

    private readonly OrderFilter _filter;
    private readonly List<object> _args;
    private readonly List<string> _checks = [];
    private readonly SqlText _source;
    private readonly bool _isOfOneShop;

    public OrderScan(OrderFilter filter, OrderId? after)
    {
        (_filter, _isOfOneShop) = (filter, filter.ShopId != default);
        var until = OrderTimes.EndId(filter.Until);
        var before = after is { } cursor && string.CompareOrdinal(cursor.Value.ToString("D"), until.ToString("D")) < 0 ? cursor.Value : until;
        _args = [filter.ShopId.Value, before, OrderTimes.FirstId(filter.From)];
        Reach = filter switch
        {
            { IsWaiting: true } or { Status: OrderStatus.Pending } => SideTableMax,
            { Status: { } status } when status.IsException() => SideTableMax,
            _ => WalkMax,
        };
        _args.Add(Reach);
        _source = Source();
        AddChecks();
        IsExact = _checks.Count == 0;
        AddShopCheck();
    }

    /// <summary>How many orders the source gives at most.</summary>
    public int Reach { get; }

    /// <summary>True when the source alone answers: then a page that is not full is the last.</summary>
    public bool IsExact { get; private set; }

    /// <summary>The arguments of the statements that were made.</summary>
    public IReadOnlyList<object> Args => _args;

    /// <summary>The page; its size is the last argument.</summary>
    public SqlText Page(int size)
    {
        var limit = Arg(size);
        return Each(source => $"{OrderColumns.Select}\nfrom ({source}) o\nwhere {string.Join(" and ", _checks.DefaultIfEmpty("1 = 1"))}\norder by o.id desc\nlimit {limit}");
    }

    /// <summary>The last order the source gives when it gives all it may: one row or none.</summary>
    public SqlText Edge => Each(source => $"select id from ({source}) o\norder by id desc\nlimit 1 offset $4 - 1");

    // The most telling condition first: one order, few orders, the small tables of what is open, then the indexes of the large table.
    private SqlText Source() => _filter switch
    {
        { OrderNo: { } number } => Orders($"o.order_no = {Arg(number.Trim().ToUpperInvariant())}"),
        { Among: { } ids } => Among(Arg(ids.Take(OrderFilter.AmongMax).Select(id => id.Value).ToArray())),
        { ContactHash: { } contact } when _isOfOneShop => Orders($"o.shop_id = $1 and o.contact_hash = {Arg(contact)}", "o.created_at desc"),
        { ContactHash: { } contact } => ContactIn(Arg(_filter.Shops.Select(shop => shop.Value).ToArray()), Arg(contact)),
        { IsWaiting: true } => SideTable("ordering_exceptions", ""),
        { Status: OrderStatus.Pending } => SideTable("ordering_holds", ""),
        { Status: { } status } when status.IsException() => SideTable("ordering_exceptions", $" and status = {Arg((short)status)}"),
        { CouponCode: { } code } when _isOfOneShop => Coupon(code),
        { Variants: { Count: > 0 } variants } => Variants(variants),
        { Channel: { } channel } when channel.Value != Guid.Empty => Walk("channel_id", channel.Value),
        _ when _isOfOneShop => Walk("shop_id", _filter.ShopId.Value),
        { Shops.Count: > 0 and <= ShopWalksMax } => Walks(_filter.Shops.Select(shop => Walk("shop_id", shop.Value))),
        _ => Orders("1 = 1"),
    };

    // Whatever index led there, no order of another shop is shown. A contact was looked for in the shops named.
    private void AddShopCheck()
    {
        if (_isOfOneShop)
            _checks.Add("o.shop_id = $1");
        else if (_filter.Shops.Count > 0 && !IsContactWalk)
            _checks.Add($"o.shop_id in ({string.Join(", ", _filter.Shops.Select(shop => Arg(shop.Value)))})");
    }

    private bool IsContactWalk => _filter is { ContactHash: not null, OrderNo: null, Among: null };

    private void AddChecks()
    {
        if (_filter.Status is { } status)
            _checks.Add($"o.status = {Arg((short)status)}");
        if (_filter.IsWaiting)
            _checks.Add("o.status in (4, 5, 6, 7)");
        if (_filter.Variants.Count > 0)
            _checks.Add($"o.variant_id in ({string.Join(", ", _filter.Variants.Select(v => Arg(v.Value)))})");
        if (_filter.Channel is { } channel)
            _checks.Add($"o.channel_id = {Arg(channel.Value)}");
        if (_filter.CouponCode is { } code)
            _checks.Add($"o.coupon_code = {Arg(code)}");
        if (_filter.AmountMinorMin is { } min)
            _checks.Add($"o.amount_minor >= {Arg(min)}");
        if (_filter.AmountMinorMax is { } max)
            _checks.Add($"o.amount_minor <= {Arg(max)}");
        if (_filter.From is { } from)
            _checks.Add($"o.created_at >= {Arg(from)}");
        if (_filter.Until is { } until)
            _checks.Add($"o.created_at < {Arg(until)}");
        if (_filter.ContactHash is { } contact && !IsContactWalk)
            _checks.Add($"o.contact_hash = {Arg(contact)}");
    }

    private static SqlText Orders(string condition, string order = "o.id desc") =>
        $"select o.* from ordering_orders o where {condition} and o.id < $2 and o.id >= $3 order by {order} limit $4";

    private static SqlText Among(string ids) => new(
        Orders($"o.id = any({ids})").Postgres,
        Orders($"o.id in (select value from json_each({ids}))").Sqlite);

    private static SqlText ContactIn(string shops, string contact) => new(
        Orders($"o.shop_id = any({shops}) and o.contact_hash = {contact}", "o.created_at desc").Postgres,
        Orders($"o.shop_id in (select value from json_each({shops})) and o.contact_hash = {contact}", "o.created_at desc").Sqlite);

    // The id stands in PostgreSQL's text, not as a parameter: a plan made for any id takes the common one's, and reads all orders for a rare one.
    private SqlText Walk(string column, Guid id) => new(
        Orders($"o.{column} = '{id:D}'").Postgres,
        Orders($"o.{column} = {Arg(id)}").Sqlite);

    // The same is true of a code, which has nothing but letters, digits and hyphens. What is not normal is nobody's.
    private SqlText Coupon(string code) => CouponText.Normalise(code) == code
        ? new SqlText(Orders($"o.shop_id = '{_filter.ShopId.Value:D}' and o.coupon_code = '{code}'").Postgres, Orders($"o.shop_id = $1 and o.coupon_code = {Arg(code)}").Sqlite)
        : Orders("1 = 0");

    private SqlText Variants(IReadOnlyList<VariantId> variants) => Walks(variants.Select(v => Walk("variant_id", v.Value)));

    private static SqlText Walks(IEnumerable<SqlText> walks)
    {
        var each = walks.ToList();
        return new SqlText(Merged(each.Select(walk => walk.Postgres)), Merged(each.Select(walk => walk.Sqlite)));

        static string Merged(IEnumerable<string> parts) =>
            $"select * from ({string.Join("\nunion all\n", parts.Select(part => $"select * from ({part}) v"))}) any_of order by id desc limit $4";
    }

    private SqlText SideTable(string table, string condition) =>
        $"""
        select o.*
        from (select order_id from {table} where {(_isOfOneShop ? "shop_id = $1" : "1 = 1")}{condition} and order_id < $2 and order_id >= $3 order by order_id desc limit $4) e
        join ordering_orders o on o.id = e.order_id
        """;

    private SqlText Each(Func<string, string> wrap) => new(wrap(_source.Postgres), wrap(_source.Sqlite));

    private string Arg(object value)
    {
        _args.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"${_args.Count}");
    }
}
