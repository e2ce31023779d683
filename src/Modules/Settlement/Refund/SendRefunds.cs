using Diner.Data.Jobs;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Refunds;
using Microsoft.Extensions.Logging;

namespace Diner.Settlement.Refund;

/// <summary>
/// Asks channels for the refunds that are due, every second. One number is one refund however often it is asked for; since not every channel
/// knows our number, one that was taken up before is asked about first, and asked for again only when the channel knows nothing of it.
/// </summary>
internal sealed class SendRefunds(DueRefunds due, Channels channels, FinishRefund finish, TimeProvider clock, ILogger<SendRefunds> logger)
    : PeriodicJob(Interval, clock, logger)
{
    private const int AtOnce = 20;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public override async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        var taken = await due.TakeAsync(AtOnce, ct);
        await Task.WhenAll(taken.Select(refund => SendAsync(refund, ct)));
        return taken.Count == AtOnce;
    }

    private async Task SendAsync(DueRefund refund, CancellationToken ct)
    {
        var said = await AskAsync(refund, ct);
        // No answer: it is asked for once more, later; when it was done meanwhile, the channel says so.
        var stands = said.IsOk ? said.Value : new ProviderRefund(refund.IsTaken ? RefundStage.Processing : RefundStage.Unknown);
        await finish.RunAsync(refund.Id, refund.Channel, stands, refund.Tries, ct);
    }

    private async Task<Result<ProviderRefund>> AskAsync(DueRefund refund, CancellationToken ct)
    {
        if (await channels.FindAsync(refund.Channel, ct) is not { } channel || channels.SpeakerOf(channel) is not IRefundPayments speaker)
            return new ProviderRefund(RefundStage.Refused, Why: "This channel cannot send money back by itself. Send it by hand and say how.");
        if (!refund.IsTaken && refund.Tries == 1)
            return await speaker.RefundAsync(channel, refund.Request, ct);
        var known = await speaker.QueryRefundAsync(channel, refund.Request, ct);
        return known is { IsOk: true, Value.Stage: RefundStage.Unknown } && !refund.IsTaken ? await speaker.RefundAsync(channel, refund.Request, ct) : known;
    }
}
