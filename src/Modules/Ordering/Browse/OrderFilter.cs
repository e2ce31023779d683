using Diner.Kernel;
using Diner.Ordering.Orders;

namespace Diner.Ordering.Browse;

/// <summary>Which orders of a shop. What is null or empty does not matter; the rest must all be so.</summary>
/// <param name="ShopId">The shop; none in <see cref="Everywhere"/>.</param>
public sealed record OrderFilter(ShopId ShopId)
{
    /// <summary>Orders of every shop, for the operator; of those in <see cref="Shops"/> when any are named.</summary>
    public static OrderFilter Everywhere { get; } = new(default(ShopId));

    /// <summary>
    /// With <see cref="Everywhere"/>: of one of these shops. A contact is looked for in these only, because the index of contacts leads with the
    /// shop.
    /// </summary>
    public IReadOnlyList<ShopId> Shops { get; init; } = [];

    /// <summary>In this state.</summary>
    public OrderStatus? Status { get; init; }

    /// <summary>In any state that needs a person or keys; see <see cref="OrderStatuses.IsException"/>.</summary>
    public bool IsWaiting { get; init; }

    /// <summary>Of one of these variants; for a product, of all it has.</summary>
    public IReadOnlyList<VariantId> Variants { get; init; } = [];

    /// <summary>Through this channel.</summary>
    public ChannelId? Channel { get; init; }

    /// <summary>Priced with this coupon's code, as it is stored: upper case.</summary>
    public string? CouponCode { get; init; }

    /// <summary>At least this much, minor units.</summary>
    public long? AmountMinorMin { get; init; }

    /// <summary>At most this much, minor units.</summary>
    public long? AmountMinorMax { get; init; }

    /// <summary>Placed at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Placed before this time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Of this contact; from <see cref="Buyers.BuyerHashes.ContactAsync"/>.</summary>
    public byte[]? ContactHash { get; init; }

    /// <summary>With this number, however its letters are cased.</summary>
    public string? OrderNo { get; init; }

    /// <summary>Among these; at most <see cref="AmongMax"/>.</summary>
    public IReadOnlyList<OrderId>? Among { get; init; }

    /// <summary>The longest list of <see cref="Among"/>.</summary>
    public const int AmongMax = 1_000;
}

/// <summary>An order with what only its shop's staff see.</summary>
/// <param name="Order">The order.</param>
/// <param name="Phone">The buyer's phone number, when one was given.</param>
/// <param name="Fee">The platform's share of the amount.</param>
/// <param name="HasPassword">A look-up password was set.</param>
/// <param name="CameByBrowser">It was placed on the shop's pages; otherwise through the API.</param>
public sealed record OrderSheet(OrderView Order, string? Phone, Money Fee, bool HasPassword, bool CameByBrowser);

/// <summary>Some orders, newest first.</summary>
/// <param name="Orders">At most as many as were asked for.</param>
/// <param name="After">Where to go on to older ones; null when there are none.</param>
/// <param name="SearchedTo">When the search stopped early, having looked at its fill: everything placed after this was looked at. Else null.</param>
public sealed record OrderPage(IReadOnlyList<OrderView> Orders, OrderId? After, DateTimeOffset? SearchedTo);
