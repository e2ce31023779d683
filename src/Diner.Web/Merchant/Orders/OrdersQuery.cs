using System.Globalization;
using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Merchant.Orders;

/// <summary>What the address of the list asks for, as it was typed. The same address shows the same list again.</summary>
public sealed record OrdersQuery
{
    /// <summary>The value of <see cref="State"/> that means every state that needs a person or keys.</summary>
    public const string Waiting = "waiting";

    private const int TextLengthMax = 254;

    /// <summary>A status on the wire, or <see cref="Waiting"/>.</summary>
    public string State { get; init; } = "";

    /// <summary><c>v:</c> and a variant's id, or <c>p:</c> and a product's.</summary>
    public string Goods { get; init; } = "";

    /// <summary>A channel's id.</summary>
    public string Channel { get; init; } = "";

    /// <summary>A coupon's code.</summary>
    public string Coupon { get; init; } = "";

    /// <summary>Lowest amount, major units.</summary>
    public string Min { get; init; } = "";

    /// <summary>Highest amount, major units.</summary>
    public string Max { get; init; } = "";

    /// <summary>First day, in the shop's time zone.</summary>
    public string From { get; init; } = "";

    /// <summary>Last day, in the shop's time zone.</summary>
    public string To { get; init; } = "";

    /// <summary>The buyer's whole e-mail address.</summary>
    public string Email { get; init; } = "";

    /// <summary>An order number.</summary>
    public string No { get; init; } = "";

    /// <summary>A provider's transaction.</summary>
    public string Tx { get; init; } = "";

    /// <summary>Anything: only orders with a reported key.</summary>
    public string Problem { get; init; } = "";

    /// <summary>The last order of the page before.</summary>
    public string After { get; init; } = "";

    /// <summary>Reads an address.</summary>
    public static OrdersQuery Read(IQueryCollection query) => new()
    {
        State = Text(query, "state"),
        Goods = Text(query, "goods"),
        Channel = Text(query, "channel"),
        Coupon = Text(query, "coupon"),
        Min = Text(query, "min"),
        Max = Text(query, "max"),
        From = Text(query, "from"),
        To = Text(query, "to"),
        Email = Text(query, "email"),
        No = Text(query, "no"),
        Tx = Text(query, "tx"),
        Problem = Text(query, "problem"),
        After = Text(query, "after"),
    };

    /// <summary>True when something narrows the list.</summary>
    public bool IsNarrow => Fields().Any(part => part.Value.Length > 0);

    /// <summary>The status asked for, or null.</summary>
    public OrderStatus? Status => Enum.GetValues<OrderStatus>().Cast<OrderStatus?>().FirstOrDefault(status => status!.Value.ToWire() == State);

    /// <summary>The variant or the product asked for.</summary>
    public (Guid? Variant, Guid? Product) Chosen => Goods.Split(':') switch
    {
        ["v", var id] when Guid.TryParse(id, out var variant) => (variant, null),
        ["p", var id] when Guid.TryParse(id, out var product) => (null, product),
        _ => default,
    };

    /// <summary>A bound of the amount in minor units, or null.</summary>
    public static long? Minor(string text, CurrencyCode currency) => Money.TryParseMajor(text, currency, out var money) ? money.AmountMinor : null;

    /// <summary>The start of a day in the shop's time zone, some days later; null when the text is no day.</summary>
    public static DateTimeOffset? Day(string text, int later, ShopView shop) => Day(text, later, shop.TimeZone);

    /// <summary>The same in a time zone by its IANA name.</summary>
    public static DateTimeOffset? Day(string text, int later, string timeZone)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year is < 2000 or > 9000)
            return null;
        var local = day.AddDays(later).ToDateTime(TimeOnly.MinValue);
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var found) ? found : TimeZoneInfo.Utc;
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>The address' query for another page of the same list.</summary>
    public string ToQueryString(string after) =>
        string.Join('&', Fields().Append((Name: "after", Value: after)).Where(part => part.Value.Length > 0).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value)}"));

    private IEnumerable<(string Name, string Value)> Fields() =>
    [
        ("state", State), ("goods", Goods), ("channel", Channel), ("coupon", Coupon), ("min", Min), ("max", Max), ("from", From), ("to", To),
        ("email", Email), ("no", No), ("tx", Tx), ("problem", Problem),
    ];

    private static string Text(IQueryCollection query, string name)
    {
        var text = query[name].ToString().Replace("\0", "", StringComparison.Ordinal).Trim();
        return text.Length <= TextLengthMax ? text : text[..TextLengthMax];
    }
}
