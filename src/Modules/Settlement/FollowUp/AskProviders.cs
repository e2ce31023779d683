using Diner.Data.Jobs;
using Diner.Data.Lanes;
using Diner.Kernel;
using Diner.Payments.Attempts;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;
using Diner.Payments.Records;
using Diner.Settlement.Settle;
using Microsoft.Extensions.Logging;

namespace Diner.Settlement.FollowUp;

/// <summary>
/// Asks providers about payments that nobody has told us of, so that a lost notification still delivers: 10 s after the buyer was sent to
/// pay, then ever more seldom for a day. What it learns takes the same lane as a notification, and is recorded once whoever comes first. A
/// payment whose hold has ended is closed at the provider, so that nobody pays for what may be sold to another.
/// </summary>
internal sealed class AskProviders(
    Attempts attempts, Channels channels, BatchLane<SettlementRequest, SettlementResult> lane, TimeProvider clock, ILogger<AskProviders> logger)
    : PeriodicJob(Interval, clock, logger)
{
    private const int AtOnce = 50;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public override async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        var due = await attempts.TakeDueAsync(AtOnce, ct);
        await Task.WhenAll(due.Select(attempt => LookAsync(attempt, ct)));
        return due.Count == AtOnce;
    }

    private async Task LookAsync(DueAttempt due, CancellationToken ct)
    {
        if (await channels.FindAsync(due.Channel, ct) is not { } channel || channels.SpeakerOf(channel) is not IQueryPayments speaker)
        {
            await attempts.EndAsync(due, ct);
            return;
        }

        var answer = await speaker.QueryAsync(channel, due.Attempt, ct);
        var isEnded = answer.Value switch
        {
            PaymentAnswer.Paid paid => await SettleAsync(channel, paid.Payment),
            PaymentAnswer.Closed => true,
            PaymentAnswer.Open when due.ExpiresAt <= Clock.GetUtcNow() && speaker is IClosePayments closer => await closer.CloseAsync(channel, due.Attempt, ct) is null,
            PaymentAnswer.Open or null => false,
            var unknown => throw new InvariantException($"unknown answer {unknown.GetType().Name}"),
        };
        await (isEnded ? attempts.EndAsync(due, ct) : attempts.AskLaterAsync(due, ct));
    }

    private async Task<bool> SettleAsync(ChannelConfig channel, VerifiedPayment payment)
    {
        if (!lane.TryEnter(SettlementRequest.Asked(channel, payment, Clock.GetUtcNow()), out var settling))
            return false;
        try
        {
            await settling;
            return true;
        }
        catch (LaneFailedException)
        {
            return false; // Nothing was committed: it is asked about again.
        }
    }
}
