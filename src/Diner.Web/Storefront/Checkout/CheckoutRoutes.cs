using Diner.Data.Access;
using Diner.Delivery.Pages;
using Diner.Kernel;
using Diner.Ordering.Checkout;
using Diner.Ordering.Orders;
using Diner.Web.Buyers;
using Diner.Web.Errors;
using Diner.Web.Languages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Storefront.Checkout;

/// <summary>
/// From product to order. No antiforgery token: a guest has no session that another site could abuse, and an order made on a guest's
/// behalf is one nobody pays.
/// </summary>
internal static class CheckoutRoutes
{
    private const int FormBytesMax = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/s/{slug}/checkout", ShowAsync).ExcludeFromDescription().OpenTo("anybody may buy");
        routes.MapPost("/s/{slug}/checkout", PlaceAsync).WithMetadata(new RequestSizeLimitAttribute(FormBytesMax)).DisableAntiforgery().ExcludeFromDescription().OpenTo("anybody may buy");
    }

    private static async Task<IResult> ShowAsync(string slug, HttpContext context, CheckoutDesk desk, CancellationToken ct)
    {
        var form = CheckoutFormReader.FromQuery(context.Request.Query, desk.Quotes.NewIdempotencyKey());
        if (await desk.Shops.FindAsync(slug, ct) is not { } shop)
            return Pages.NotFound(context);
        if (await desk.ViewAsync(shop, form, ct) is not { } view)
            return Pages.NotFound(context, shop);
        await desk.Devices.IssueAsync(context, ct);
        return Page(context, form.QuantityOrZero == view.Quantity ? view : view.With(new Problem(ProblemCode.QuantityOutOfRange, "")), StatusCodes.Status200OK);
    }

    /// <summary>1. read the form; 2. find what it names; 3. place the order, or only say what a coupon makes of the price; 4. on to paying, or the page again with the sentence next to the field.</summary>
    private static async Task<IResult> PlaceAsync(string slug, HttpContext context, CheckoutDesk desk, PlaceOrder place, PageTokens tokens)
    {
        var ct = context.RequestAborted;
        // 1.
        var (form, status) = await CheckoutFormReader.FromBodyAsync(context.Request, ct);
        if (form is null)
            return Pages.Error(context, status);

        // 2.
        if (await desk.Shops.FindAsync(slug, ct) is not { } shop)
            return Pages.NotFound(context);
        if (await desk.ViewAsync(shop, form, ct) is not { } view)
            return Pages.NotFound(context, shop);

        // 3.
        if (form.IsQuestion)
            return await QuoteAsync(context, desk, view);
        var buyer = new BuyerTrace(context.Connection.RemoteIpAddress?.ToString() ?? "", await desk.Devices.IssueAsync(context, ct));
        var request = CheckoutFormReader.ToRequest(form, shop, buyer, Language.Of(context));
        Result<OrderView> placed = request.IsOk ? await place.RunAsync(request.Value, ct) : request.Problem;

        // 4.
        return placed.IsOk
            ? SeeOther(context, $"/o/{tokens.For(placed.Value.Id)}/pay")
            : Page(context, view.With(placed.Problem), placed.Problem.Code.ToStatus());
    }

    private static async Task<IResult> QuoteAsync(HttpContext context, CheckoutDesk desk, CheckoutView view)
    {
        var quote = await desk.Quotes.QuoteAsync(view, context.RequestAborted);
        return quote.IsOk ? Page(context, quote.Value, StatusCodes.Status200OK) : Page(context, view.With(quote.Problem), quote.Problem.Code.ToStatus());
    }

    private static CheckoutView With(this CheckoutView view, Problem problem) => view with { Error = CheckoutErrors.Of(problem, view) };

    private static IResult Page(HttpContext context, CheckoutView view, int status) => Pages.Private<CheckoutPage>(context, new { View = view }, status);

    private static IResult SeeOther(HttpContext context, string address)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Location = address;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
