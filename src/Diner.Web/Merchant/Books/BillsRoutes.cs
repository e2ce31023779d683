using Diner.Accounts.Permissions;
using Diner.Data.Access;
using Diner.Kernel;
using Diner.Payments.Bills;
using Diner.Payments.Channels;
using Diner.Settlement.Reconcile;
using Diner.Web.Access;
using Diner.Web.Kit;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Merchant.Books;

/// <summary>The bills of a shop's channels: handing one in, what differs, putting it right.</summary>
internal static class BillsRoutes
{
    private const int PageSize = 50;
    private const int BillsMax = 20;
    private const int FieldCharsMax = 2_000;

    // Each has its sentence in BooksText.
    private static readonly string[] Refusals =
    [
        "bill_large", "bill_jobs", "bill_no_file", "bill_map", "difference_ended", "difference_why", "difference_told_meanwhile", "difference_nothing_booked",
        "difference_refund_first", "difference_channel_refuses", "difference_no_order", "difference_no_payment", "difference_cannot_ask", "difference_no_channel",
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var bills = routes.MapMerchant("bills", Permission.MoneyView);
        bills.MapGet("", ListAsync);
        bills.MapPost("/{channel:guid}", ReceiveAsync).Needs(Permission.OrdersConfirm).WithMetadata(new DisableRequestSizeLimitAttribute()); // It keeps its own limit, and says it.
        bills.MapPost("/differences/{difference:guid}/mend", MendAsync).Needs(Permission.OrdersConfirm);
        bills.MapPost("/differences/{difference:guid}/take-on", TakeOnAsync).Needs(Permission.OrdersConfirm);
        bills.MapPost("/differences/{difference:guid}/leave", LeaveAsync).Needs(Permission.OrdersConfirm);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Desk desk, ReadDifferences differences, Channels channels, TimeProvider clock)
    {
        var ct = context.RequestAborted;
        var query = context.Request.Query;
        Guid? after = Guid.TryParse(query["after"], out var cursor) ? cursor : null;
        var open = await differences.OpenAsync(desk.Shop.Id, after, PageSize + 1, ct);
        return ConsoleRoutes.Page<BillsPage>(context, new
        {
            Desk = desk,
            Channels = await channels.ListAsync(desk.Shop.Id, ct),
            Bills = await differences.BillsAsync(desk.Shop.Id, BillsMax, ct),
            Waiting = await differences.WaitingAsync(desk.Shop.Id, ct),
            Open = (IReadOnlyList<Difference>)[.. open.Take(PageSize)],
            Next = open.Count > PageSize ? open[PageSize - 1].Id : (Guid?)null,
            Now = clock.GetUtcNow(),
            Note = NoteOf(query),
            Refusal = query["failed"].Count > 0 && Refusals.Contains(query["say"].ToString()) ? query["say"].ToString() : null,
        });
    }

    private static async Task<IResult> ReceiveAsync(Guid channel, HttpContext context, Desk desk, ReceiveBill receive, Channels channels)
    {
        var ct = context.RequestAborted;
        if (context.Request.ContentLength > ReceiveBill.BytesMax + UploadedFile.EnvelopeBytesMax)
        {
            context.Response.Headers.Connection = "close";
            return Answer(context, desk, Refused("bill_large"), "");
        }

        if (await channels.FindAsync(new ChannelId(channel), ct) is not { } found || found.ShopId != desk.Shop.Id)
            return Pages.NotFound(context);
        if (await UploadedFile.ReadAsync(context.Request, ct) is not { } file)
            return Answer(context, desk, Refused("bill_no_file"), "");
        var mapping = file.Fields.GetValueOrDefault("map", "").Trim() is { Length: > 0 } map ? BillMapping.Parse(map) : (Result<BillMapping>?)null;
        if (mapping is { IsOk: false })
        {
            await UploadedFile.DrainAsync(context.Request, ct);
            return Answer(context, desk, Refused("bill_map"), "");
        }

        var format = mapping is null && ReconcileBill.Formats.Contains(found.Type) ? found.Type : "csv";
        var bill = new HandedInBill(desk.Shop.Id, new BillArguments(channel, format, desk.Shop.Currency.Code, file.Name) { Mapping = mapping?.Value }, Permission.MoneyView);
        var started = await receive.RunAsync(desk.Actor, bill, file.Content, ct);
        await UploadedFile.DrainAsync(context.Request, ct);
        return started.IsOk ? PrivatePages.SeeOther(context, $"/console/{desk.Shop.Slug}/work/{started.Value.Value:D}") : Answer(context, desk, started.Problem with { Reason = started.Problem.Code == ProblemCode.LimitReached ? "bill_jobs" : "bill_large" }, "");
    }

    private static async Task<IResult> MendAsync(Guid difference, HttpContext context, Desk desk, MendDifference mend)
    {
        var done = await mend.RunAsync(desk.Actor, desk.Shop.Id, difference, context.RequestAborted);
        return Answer(context, desk, done.IsOk ? null : done.Problem, done.IsOk ? done.Value.ToString() : "");
    }

    private static async Task<IResult> TakeOnAsync(Guid difference, HttpContext context, Desk desk, MoveDifferences move) =>
        Answer(context, desk, await move.TakeOnAsync(desk.Actor, desk.Shop.Id, difference, context.RequestAborted), "TakenOn");

    private static async Task<IResult> LeaveAsync(Guid difference, HttpContext context, Desk desk, MendDifference mend)
    {
        var ct = context.RequestAborted;
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        return Answer(context, desk, await mend.LeaveAsync(desk.Actor, desk.Shop.Id, difference, form.Text("why", FieldCharsMax), ct), "Left");
    }

    private static Problem Refused(string reason) => new(ProblemCode.InvalidRequest, "") { Reason = reason };

    private static string? NoteOf(IQueryCollection query) => query["done"].ToString() is { Length: > 0 and <= 20 } done && done.All(char.IsAsciiLetter) ? done : null;

    private static IResult Answer(HttpContext context, Desk desk, Problem? problem, string done) => problem switch
    {
        null => PrivatePages.SeeOther(context, $"/console/{desk.Shop.Slug}/bills?done={done}"),
        { Code: ProblemCode.NotFound } => Pages.NotFound(context),
        _ => PrivatePages.SeeOther(context, $"/console/{desk.Shop.Slug}/bills?failed=1&say={problem.Reason ?? "difference_ended"}"),
    };
}
