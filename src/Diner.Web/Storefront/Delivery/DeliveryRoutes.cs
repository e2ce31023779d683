using Diner.Data.Access;
using Diner.Delivery.Pages;
using Diner.Delivery.Problems;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Vault.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Storefront.Delivery;

/// <summary>The page a buyer gets keys from, reached by its token only.</summary>
internal static class DeliveryRoutes
{
    private const int NoteCharsMax = 4_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var order = routes.MapPrivate("/o/{token}").OpenTo("the address holds the order's token");
        order.MapGet("", ShowAsync);
        order.MapGet("/events", FollowAsync);
        order.MapPost("/reveal", RevealAsync);
        order.MapGet("/keys.txt", TextAsync);
        order.MapGet("/keys.csv", CsvAsync);
        order.MapGet("/keys/{number:int}/qr.svg", QrAsync);
        order.MapPost("/problem", ReportAsync);
    }

    private static async Task<IResult> ShowAsync(string token, HttpContext context, DeliveryDesk desk, PageViews views, CancellationToken ct)
    {
        if (await desk.Door.OpenAsync(token, ct) is not { } open)
            return Pages.NotFound(context);
        var view = await desk.ViewAsync(open, context.Request, ct);
        views.Note(open.Order.Id, view.Keys.Count > 0);
        return Pages.Private<DeliveryPage>(context, new { View = view });
    }

    private static async Task<IResult> FollowAsync(string token, HttpContext context, OrderDoor door, OrderEvents events, CancellationToken ct)
    {
        if (await door.OpenAsync(token, ct) is not { } open)
            return Results.NotFound();
        // Proxies that gather answers would hold the events back.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(events.FollowAsync(open.Order.Id, ct));
    }

    private static async Task<IResult> RevealAsync(string token, HttpContext context, OrderDoor door, CancellationToken ct)
    {
        if (await door.OpenAsync(token, ct) is not { } open)
            return Pages.NotFound(context);
        DeliveryDesk.Uncover(open, context);
        return PrivatePages.SeeOther(context, open.Path);
    }

    private static Task<IResult> TextAsync(string token, HttpContext context, DeliveryDesk desk, CancellationToken ct) =>
        FileAsync(token, context, desk, keys => ("text/plain; charset=utf-8", "txt", KeyFiles.Text(keys)), ct);

    private static Task<IResult> CsvAsync(string token, HttpContext context, DeliveryDesk desk, CancellationToken ct) =>
        FileAsync(token, context, desk, keys => ("text/csv; charset=utf-8", "csv", KeyFiles.Csv(keys)), ct);

    private static async Task<IResult> FileAsync(
        string token, HttpContext context, DeliveryDesk desk, Func<IReadOnlyList<KeyText>, (string Type, string Ending, byte[] Bytes)> make, CancellationToken ct)
    {
        if (await desk.Door.OpenAsync(token, ct) is not { } open)
            return Pages.NotFound(context);
        var keys = await desk.KeysAsync(open, context.Request, ct);
        if (keys.Count == 0)
            return PrivatePages.SeeOther(context, open.Path);
        var (type, ending, bytes) = make(keys);
        return Results.File(bytes, type, $"{open.Order.OrderNo}.{ending}");
    }

    private static async Task<IResult> QrAsync(string token, int number, HttpContext context, DeliveryDesk desk, CancellationToken ct)
    {
        if (await desk.Door.OpenAsync(token, ct) is not { } open)
            return Results.NotFound();
        var keys = await desk.KeysAsync(open, context.Request, ct);
        if (number < 1 || number > keys.Count || KeyPart.Of(keys[number - 1]).FirstOrDefault(part => part.Shape == KeyShape.Link) is not { } link || !QrSvg.Fits(link.Value))
            return Results.NotFound();
        return Results.Text(QrSvg.Of(link.Value), "image/svg+xml");
    }

    private static async Task<IResult> ReportAsync(string token, HttpContext context, OrderDoor door, ReportProblem report, CancellationToken ct)
    {
        if (await door.OpenAsync(token, ct) is not { } open)
            return Pages.NotFound(context);
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form || !Guid.TryParse(form["key"], out var key) || open.Order.Status != OrderStatus.Delivered)
            return Pages.Error(context, StatusCodes.Status400BadRequest, open.Shop);
        var outcome = await report.RunAsync(open.Order, new KeyId(key), form.Text("note", NoteCharsMax), ct);
        return outcome == ReportOutcome.UnknownKey
            ? Pages.Error(context, StatusCodes.Status400BadRequest, open.Shop)
            : PrivatePages.SeeOther(context, $"{open.Path}#trouble");
    }
}
