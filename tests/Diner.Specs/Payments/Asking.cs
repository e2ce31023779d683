using Diner.Kernel;
using Diner.Payments.Channels;

namespace Diner.Specs.Payments;

/// <summary>What a channel is asked, made from what was placed.</summary>
internal static class Asking
{
    public static PaymentAttempt Attempt(this PaymentRequest request, string? reference = null) =>
        new(request.OrderNo, request.Amount, reference, TimeProvider.System.GetUtcNow());

    /// <summary>A refund of a payment: all of it, or so many fen.</summary>
    public static RefundRequest Refund(this PaymentRequest request, string transactionId, long? fen = null, string refundNo = "R1") =>
        new(refundNo, request.OrderNo, transactionId, request.Amount, fen is { } part ? Money.Cny(part) : request.Amount, "坏卡 bad key", request.NotifyUrl);
}
