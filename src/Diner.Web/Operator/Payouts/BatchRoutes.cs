using Diner.Accounts.Permissions;
using Diner.Data.Access;
using Diner.Kernel;
using Diner.Ledger.PayoutBatches;
using Diner.Ledger.Payouts;
using Diner.Settlement.Payouts;
using Diner.Web.Access;
using Diner.Web.Kit;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Operator.Payouts;

/// <summary>Batches of pay-outs: made of what is approved, taken as a file or sent through a channel, and what became of each.</summary>
internal static class BatchRoutes
{
    private const string Batch = $"{PayoutQueueRoutes.Home}/batches/{{batch}}";
    private const int FieldCharsMax = 1_000;

    private static readonly string[] Done = ["made", "all_sent"];

    public static void Map(RouteGroupBuilder payouts)
    {
        payouts.MapPost("/batches", MakeAsync).Needs(Permission.OperatorPayoutsHandle).AsksAgain(PayoutQueueRoutes.Home);
        payouts.MapGet("/batches/{batch:guid}", ShowAsync);
        payouts.MapGet("/batches/{batch:guid}/file.csv", FileAsync).Needs(Permission.OperatorPayoutsHandle).AsksAgain(Batch);
        payouts.MapPost("/batches/{batch:guid}/sent", AllSentAsync).Needs(Permission.OperatorPayoutsHandle).AsksAgain(Batch);
    }

    private static async Task<IResult> MakeAsync(HttpContext context, Desk desk, MakeBatch make, TransferChannels senders)
    {
        var ct = context.RequestAborted;
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form || !Enum.TryParse<BatchRoute>(form["route"], out var route) || !Enum.IsDefined(route))
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        if (!CurrencyCode.TryParse(form.Text("currency", FieldCharsMax), out var currency))
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        ChannelId? channel = null;
        if (route == BatchRoute.AlipayTransfers)
        {
            if (!Guid.TryParse(form["channel"], out var id) || !await senders.HasAsync(new ChannelId(id), ct))
                return PayoutQueueRoutes.Ended(context, "", new Problem(ProblemCode.ChannelUnavailable, "Choose a channel that can send money."));
            channel = new ChannelId(id);
        }

        var made = await make.RunAsync(desk.Actor, new BatchWish(route, currency, form.Text("columns", FieldCharsMax), channel), ct);
        return made.IsOk ? PrivatePages.SeeOther(context, $"{PayoutQueueRoutes.Home}/batches/{made.Value:D}?done=made") : PayoutQueueRoutes.Ended(context, "", made.Problem);
    }

    private static async Task<IResult> ShowAsync(Guid batch, HttpContext context, Desk desk, PayoutQueueDesk queue, CancellationToken ct)
    {
        if (await queue.BatchAsync(batch, ct) is not { } found)
            return Pages.NotFound(context);
        var (note, isRefusal) = PayoutNotes.Of(context.Request.Query, Done);
        return ConsoleRoutes.Page<BatchPage>(context, new { Desk = desk, found.Batch, found.Payouts, found.Shops, Note = note, IsRefusal = isRefusal });
    }

    private static async Task<IResult> FileAsync(Guid batch, HttpContext context, Desk desk, BatchViews batches, CancellationToken ct) =>
        await batches.FileAsync(desk.Actor, batch, context.Request.Query["encoding"] == "gb", ct) is { } file ? Results.File(file.Content, "text/csv", file.Name) : Pages.NotFound(context);

    // The bank took the whole file: each is booked by itself, and one whose result is known already stays as it is.
    private static async Task<IResult> AllSentAsync(Guid batch, HttpContext context, Desk desk, EnterResult enter, ReadPayouts payouts)
    {
        var found = await payouts.OfBatchAsync(batch, context.RequestAborted);
        if (found.Count == 0)
            return Pages.NotFound(context);
        foreach (var payout in found.Where(payout => payout.State.AwaitsResult()))
            await enter.RunAsync(desk.Actor, payout.Id, new PayoutResult(HasGone: true, ""), context.RequestAborted);
        return PrivatePages.SeeOther(context, $"{PayoutQueueRoutes.Home}/batches/{batch:D}?done=all_sent");
    }
}
