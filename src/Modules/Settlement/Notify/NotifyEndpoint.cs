using Diner.Data.Access;
using Diner.Data.Lanes;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;
using Diner.Payments.Refunds;
using Diner.Settlement.Disputes;
using Diner.Settlement.Refund;
using Diner.Settlement.Settle;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Diner.Settlement.Notify;

/// <summary>
/// <c>GET|POST /pay/{channelId}/notify</c>: where channels tell us of payments. No rate limit stands before it, because a gateway that is
/// turned away may not come back; a full lane says "try later", which every gateway understands.
/// </summary>
internal sealed partial class NotifyEndpoint(
    NotificationDesk desk, BatchLane<SettlementRequest, SettlementResult> lane, TimeProvider clock, ILogger<NotifyEndpoint> logger)
{
    // The steps of pages (cache, languages, cookies, doors) have nothing to say to a gateway: its request goes from the router straight here.
    public static void Map(IEndpointRouteBuilder routes, NotifyEndpoint endpoint) => routes
        .MapMethods("/pay/{channelId:guid}/notify", [HttpMethods.Get, HttpMethods.Post], endpoint.HandleAsync)
        .ShortCircuit()
        .ExcludeFromDescription()
        .OpenTo("a notification proves itself by its signature");

    private async Task HandleAsync(HttpContext http)
    {
        var receivedAt = clock.GetUtcNow();
        var id = new ChannelId(Guid.Parse((string)http.GetRouteValue("channelId")!));
        var channel = await desk.Channels.FindAsync(id, http.RequestAborted);
        var reply = await desk.Reader.ReadAsync(id, http.Request, http.RequestAborted) switch
        {
            null => NotificationReply.Text(StatusCodes.Status404NotFound, "unknown channel"),
            NotificationReading.Paid paid => await SettleAsync(SettlementRequest.Notified(channel!, paid.Payment, receivedAt), paid),
            NotificationReading.Refunded refunded => await RefundAsync(refunded, http.RequestAborted),
            NotificationReading.Disputed disputed => await desk.Disputes.RunAsync(disputed.News, http.RequestAborted) ? disputed.Success : disputed.TryLater,
            NotificationReading.NotPaid notPaid => notPaid.Reply,
            NotificationReading.Refused refused => refused.Reply,
            NotificationReading.Unconfirmed unconfirmed => unconfirmed.Reply,
            var unknown => throw new InvariantException($"unknown reading {unknown.GetType().Name}"),
        };
        http.Response.StatusCode = reply.Status;
        http.Response.ContentType = reply.ContentType;
        http.Response.ContentLength = reply.Body.Length;
        await http.Response.BodyWriter.WriteAsync(reply.Body, http.RequestAborted);
    }

    // One we do not know is not ours to wait for: made at the provider's own pages, or of another house with the same account.
    private async Task<NotificationReply> RefundAsync(NotificationReading.Refunded refunded, CancellationToken ct)
    {
        if (RefundNumbers.TryParse(refunded.News.RefundNo) is { } id)
            await desk.Refunds.RunAsync(id, refunded.News.ChannelId, refunded.News.Refund, tries: 1, ct);
        return refunded.Success;
    }

    // Once in the lane, a payment is settled whether or not its sender still listens.
    private async Task<NotificationReply> SettleAsync(SettlementRequest request, NotificationReading.Paid paid)
    {
        if (!lane.TryEnter(request, out var settling))
            return paid.TryLater;
        try
        {
            await settling;
            return paid.Success;
        }
        catch (LaneFailedException failure)
        {
            // Nothing was committed, or we do not know: the channel sends it again and finds it settled if it was.
            LogNotSettled(logger, failure, request.OrderNo);
            return paid.TryLater;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The payment of {OrderNo} was not settled; its channel will send it again")]
    private static partial void LogNotSettled(ILogger logger, Exception failure, string orderNo);
}

/// <summary>Who reads a notification and who hears what it tells.</summary>
internal sealed record NotificationDesk(NotificationReader Reader, Channels Channels, FinishRefund Refunds, HearDispute Disputes);
