using Diner.Catalog.Shops;
using Diner.Data.Access;
using Diner.Delivery.Pages;
using Diner.Kernel;
using Diner.Ordering.Checkout;
using Diner.Ordering.Lookup;
using Diner.Ordering.Orders;
using Diner.Payments.Channels;
using Diner.Vault.Keys;
using Diner.Web.Languages;
using Microsoft.AspNetCore.Mvc;

namespace Diner.Host.Api;

/// <summary>Placing an order and reading it.</summary>
internal sealed class OrdersApi(Shops shops, PlaceOrder placeOrder, PageTokens tokens, PayDoors doors, PublicAddress address)
{
    private const string Bearer = "Bearer ";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.ServiceProvider.GetRequiredService<OrdersApi>();
        routes.MapPost("/api/v1/shops/{slug}/orders", api.PlaceAsync).OpenTo("anybody may buy")
            .WithMetadata(new RequestSizeLimitAttribute(JsonBody.BytesMax))
            .Accepts<OrderRequest>("application/json").Produces<PlacedOrder>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status409Conflict)
            .WithName("placeOrder").WithSummary("Place an order. The same Idempotency-Key header with the same body is the same order.").WithTags("orders");
        routes.MapGet("/api/v1/orders/{orderNo}", ReadAsync).OpenTo("the order's token is asked for")
            .Produces<OrderModel>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithName("readOrder").WithSummary("Read an order and, once delivered, its keys. Needs the order's token as bearer.").WithTags("orders");
    }

    private async Task<IResult> PlaceAsync(string slug, HttpContext http)
    {
        var body = await JsonBody.ReadAsync<OrderRequest>(http.Request, http.RequestAborted);
        if (!body.IsOk)
            return ApiProblem.Of(body.Problem);
        if (await shops.FindAsync(slug, http.RequestAborted) is not { } shop)
            return ApiProblem.Of(new Problem(ProblemCode.UnknownShop, "There is no shop of that name."));
        var request = Checkout(shop, body.Value, await doors.Methods.ChannelOfAsync(shop, body.Value.Channel, http.RequestAborted), http);
        if (!request.IsOk)
            return ApiProblem.Of(request.Problem);

        var placed = await placeOrder.RunAsync(request.Value, http.RequestAborted);
        return placed.IsOk ? await AnswerAsync(shop, placed.Value, http) : ApiProblem.Of(placed.Problem);
    }

    private static Result<CheckoutRequest> Checkout(ShopView shop, OrderRequest body, ChannelId channel, HttpContext http)
    {
        if (string.IsNullOrEmpty(body.Variant))
            return new Problem(ProblemCode.InvalidRequest, "Name the variant.", "variant");
        if (body.Quantity is not { } quantity)
            return new Problem(ProblemCode.InvalidRequest, "Give the quantity as a whole number.", "quantity");
        var key = http.Request.Headers["Idempotency-Key"];
        return new CheckoutRequest(
            shop.Id, body.Variant, quantity, new BuyerContact(body.Contact?.Email ?? "", body.Contact?.Phone), body.LookupPassword, channel,
            new BuyerTrace(http.Connection.RemoteIpAddress?.ToString() ?? "", ""), Language.Of(http), key.Count == 0 ? null : key.ToString()) { Coupon = body.Coupon, Method = Guid.TryParse(body.Channel, out _) ? null : body.Channel };
    }

    // The order is placed whatever the channel says now: a provider that does not answer can be asked again on the pay page.
    private async Task<IResult> AnswerAsync(ShopView shop, OrderView order, HttpContext http)
    {
        var token = tokens.For(order.Id);
        var places = new PayPlaces(address.BaseFor(http.Request), address.For(shop, http.Request));
        var delivery = $"{places.Buyer.AbsoluteUri.TrimEnd('/')}/o/{token}";
        PayModel? pay = null;
        if (order is { Status: OrderStatus.Pending, Amount.IsZero: false })
        {
            var target = await doors.Targets.ForAsync(order, places, Payer.From(http.Connection.RemoteIpAddress?.ToString(), http.Request.Headers.UserAgent), http.RequestAborted);
            pay = target.IsOk ? new PayModel(target.Value.Target.Url, target.Value.Target.Qr) : new PayModel($"{delivery}/pay", $"{delivery}/pay");
        }

        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(
            new PlacedOrder(order.OrderNo, token, order.Status.ToApi(), AmountModel.Of(order.Amount), order.ExpiresAt, pay, delivery, AmountModel.Of(order.Discount)),
            JsonBody.Options, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ReadAsync(string orderNo, HttpContext http, PageTokens tokens, OrderQueries orders, RevealKeys keys)
    {
        http.Response.Headers.CacheControl = "no-store";
        var bearer = http.Request.Headers.Authorization.ToString();
        if (!bearer.StartsWith(Bearer, StringComparison.Ordinal) || !tokens.TryRead(bearer[Bearer.Length..], out var id))
            return Unknown();
        if (await orders.FindAsync(id, http.RequestAborted) is not { } order || !order.OrderNo.Equals(orderNo, StringComparison.OrdinalIgnoreCase))
            return Unknown();
        var delivered = order.Status == OrderStatus.Delivered ? await keys.ForOrderAsync(order.Id, http.RequestAborted) : [];
        return Results.Json(
            new OrderModel(order.OrderNo, order.Status.ToApi(), order.Quantity, AmountModel.Of(order.Amount), order.PaidAt, order.DeliveredAt, [.. delivered.Select(k => new KeyModel(k.Text, k.Fields))], AmountModel.Of(order.Discount)),
            JsonBody.Options);
    }

    private static IResult Unknown() => ApiProblem.Of(new Problem(ProblemCode.UnknownOrder, "There is no such order for this token."));
}

/// <summary>The ways to pay, and where each leads.</summary>
internal sealed record PayDoors(PayMethods Methods, PayTargets Targets);
