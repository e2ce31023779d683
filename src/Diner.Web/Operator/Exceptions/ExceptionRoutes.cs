using System.Globalization;
using Diner.Accounts.Permissions;
using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Ordering.Exceptions;
using Diner.Ordering.Lookup;
using Diner.Ordering.Orders;
using Diner.Payments.Records;
using Diner.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Operator.Exceptions;

/// <summary>What needs somebody in any shop: paid orders that could not be delivered, and money that belongs to no order; longest first.</summary>
internal static class ExceptionRoutes
{
    public const string Unmatched = "unmatched";

    private const int PageRows = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapOperator("exceptions", Permission.OperatorExceptionsView).MapGet("", ShowAsync);

    private static async Task<IResult> ShowAsync(HttpContext context, Desk desk, ExceptionDesk exceptions, CancellationToken ct)
    {
        var query = context.Request.Query;
        var since = DateTimeOffset.TryParse(query["since"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUniversalTime() : DateTimeOffset.MinValue;
        var after = new WaitingAfter(since, Guid.TryParse(query["after"], out var id) ? id : Guid.Empty);
        return ConsoleRoutes.Page<ExceptionsPage>(context, new { Desk = desk, View = await exceptions.ReadAsync(query["state"].ToString(), after, PageRows, ct) });
    }
}

/// <summary>The last thing of the page before: several may have begun to wait at the same time.</summary>
/// <param name="Since">Since when.</param>
/// <param name="Id">The order, or the payment.</param>
internal sealed record WaitingAfter(DateTimeOffset Since, Guid Id);

/// <summary>One thing that waits.</summary>
/// <param name="OrderNo">The order, or the number a payment named.</param>
/// <param name="State">The state's name on the wire, or <c>unmatched</c>.</param>
/// <param name="Shop">In which shop.</param>
/// <param name="Since">Since when.</param>
/// <param name="Amount">How much; null when that is not known.</param>
public sealed record WaitingThing(string OrderNo, string State, ShopId Shop, DateTimeOffset Since, Money? Amount)
{
    /// <summary>The order, or the payment.</summary>
    public Guid Id { get; init; }

    /// <summary>The provider's number of a payment; else empty.</summary>
    public string Transaction { get; init; } = "";

    /// <summary>There is an order of that number.</summary>
    public bool HasOrder { get; init; }
}

/// <summary>What the page shows.</summary>
/// <param name="State">Only this state; empty for every state of orders.</param>
/// <param name="Things">This page's.</param>
/// <param name="HasMore">There are younger ones.</param>
/// <param name="Now">The time the clocks are read at.</param>
public sealed record ExceptionsView(string State, IReadOnlyList<WaitingThing> Things, bool HasMore, DateTimeOffset Now)
{
    /// <summary>How many wait in each state, and since when the oldest.</summary>
    public required IReadOnlyList<(string State, int Count, DateTimeOffset? Since)> Counts { get; init; }

    /// <summary>The shops they are in.</summary>
    public required IReadOnlyDictionary<ShopId, string> Names { get; init; }
}

/// <summary>Gathers what waits from orders and payments.</summary>
internal sealed class ExceptionDesk(WaitingAcrossShops orders, UnmatchedPayments payments, OrderQueries queries, Shops shops, TimeProvider clock)
{
    private static readonly OrderStatus[] States = [.. Enum.GetValues<OrderStatus>().Where(status => status.IsException())];

    public async Task<ExceptionsView> ReadAsync(string state, WaitingAfter after, int take, CancellationToken ct)
    {
        var found = Array.Find(States, known => known.ToWire() == state);
        OrderStatus? status = found.IsException() ? found : null;
        var isUnmatched = state == ExceptionRoutes.Unmatched;
        var things = isUnmatched ? await PaymentsAsync(after, take + 1, ct) : await OrdersAsync(status, after, take + 1, ct);
        return new ExceptionsView(isUnmatched ? state : status?.ToWire() ?? "", [.. things.Take(take)], things.Count > take, clock.GetUtcNow())
        {
            Counts = await CountAsync(ct),
            Names = await shops.NamesAsync(things.Select(thing => (ShopId?)thing.Shop), ct),
        };
    }

    /// <summary>How many wait in each state, and since when the longest.</summary>
    public async Task<IReadOnlyList<(string State, int Count, DateTimeOffset? Since)>> CountAsync(CancellationToken ct)
    {
        var counts = await orders.CountAsync(ct);
        var unmatched = await payments.WaitingAsync(null, ct);
        return
        [
            .. States.Select(known => (known.ToWire(), counts.FirstOrDefault(c => c.Status == known)?.Orders ?? 0, counts.FirstOrDefault(c => c.Status == known)?.Since)),
            (ExceptionRoutes.Unmatched, unmatched?.Payments ?? 0, unmatched?.Since),
        ];
    }

    private async Task<List<WaitingThing>> OrdersAsync(OrderStatus? status, WaitingAfter after, int take, CancellationToken ct) =>
        [.. (await orders.ListAsync(status, (after.Since, new OrderId(after.Id)), take, ct)).Select(o => new WaitingThing(o.OrderNo, o.Status.ToWire(), o.Shop, o.Since, o.Amount) { Id = o.Id.Value, HasOrder = true })];

    private async Task<List<WaitingThing>> PaymentsAsync(WaitingAfter after, int take, CancellationToken ct)
    {
        var found = await payments.ListAsync(null, after.Id == Guid.Empty ? null : new PaymentId(after.Id), take, ct);
        var named = await queries.FindByNosAsync([.. found.Select(payment => payment.OrderNo).Distinct()], ct);
        return
        [
            .. found.Select(payment => new WaitingThing(payment.OrderNo, ExceptionRoutes.Unmatched, payment.Shop, payment.At, payment.Amount)
            {
                Id = payment.Id.Value, Transaction = payment.TransactionId, HasOrder = named.ContainsKey(payment.OrderNo),
            }),
        ];
    }
}
