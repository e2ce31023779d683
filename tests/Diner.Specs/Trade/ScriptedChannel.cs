using System.Collections.Concurrent;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Specs.Trade;

/// <summary>A channel of the type of <see cref="TestShop"/>'s, whose provider says what a spec has written down; it counts what it was asked.</summary>
internal sealed class ScriptedChannel : IPaymentChannel, IQueryPayments, IClosePayments, IRefundPayments
{
    public string Type => "test";

    /// <summary>What is said of an order; without a word the payment is open.</summary>
    public ConcurrentDictionary<string, PaymentAnswer> Payments { get; } = new();

    /// <summary>What is said of refunds, one after the other; the last word stays. Null: no answer.</summary>
    public ConcurrentQueue<ProviderRefund?> Refunds { get; } = new();

    /// <summary>Numbers of the refunds that were asked for, each time.</summary>
    public ConcurrentQueue<RefundRequest> RefundsAsked { get; } = new();

    /// <summary>Orders that were asked about, each time.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Orders whose payment was closed.</summary>
    public ConcurrentQueue<string> Closed { get; } = new();

    public Task<Problem?> TestAsync(ChannelConfig channel, CancellationToken ct) => Task.FromResult<Problem?>(null);

    public Task<Result<PayTarget>> CreatePaymentAsync(ChannelConfig channel, PaymentRequest request, CancellationToken ct) =>
        Task.FromResult<Result<PayTarget>>(new PayTarget("https://pay.example", "https://pay.example") { Reference = $"ref-{request.OrderNo}" });

    public Task<NotificationReading> ReadAsync(ChannelConfig channel, NotificationRequest request, CancellationToken ct) => throw new NotSupportedException();

    public Task<Result<PaymentAnswer>> QueryAsync(ChannelConfig channel, PaymentAttempt attempt, CancellationToken ct)
    {
        Asked.Enqueue(attempt.OrderNo);
        return Task.FromResult<Result<PaymentAnswer>>(Payments.GetValueOrDefault(attempt.OrderNo, new PaymentAnswer.Open()));
    }

    public Task<Problem?> CloseAsync(ChannelConfig channel, PaymentAttempt attempt, CancellationToken ct)
    {
        Closed.Enqueue(attempt.OrderNo);
        return Task.FromResult<Problem?>(null);
    }

    public Task<Result<ProviderRefund>> RefundAsync(ChannelConfig channel, RefundRequest refund, CancellationToken ct)
    {
        RefundsAsked.Enqueue(refund);
        return Task.FromResult(Said());
    }

    public Task<Result<ProviderRefund>> QueryRefundAsync(ChannelConfig channel, RefundRequest refund, CancellationToken ct) => Task.FromResult(Said());

    private Result<ProviderRefund> Said()
    {
        var said = Refunds.Count > 1 && Refunds.TryDequeue(out var next) ? next : Refunds.TryPeek(out var last) ? last : new ProviderRefund(RefundStage.Succeeded, "r-1");
        return said is null ? new Problem(ProblemCode.ChannelUnavailable, "no answer") : said;
    }
}
