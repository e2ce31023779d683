using Diner.Data.Jobs;
using Diner.Kernel;
using Diner.Ledger.Payouts;
using Diner.Payments.Channels;
using Diner.Payments.Refunds;
using Microsoft.Extensions.Logging;

namespace Diner.Settlement.Payouts;

/// <summary>
/// Asks providers for the transfers that are due, every second. One number is one transfer however often it is asked for; all the same one that
/// was taken up before is asked about first, and asked for again only when the provider knows nothing of it.
/// </summary>
internal sealed class SendPayouts(SendingPayouts sending, Channels channels, TimeProvider clock, ILogger<SendPayouts> logger)
    : PeriodicJob(Interval, clock, logger)
{
    private const int AtOnce = 10;
    private const int WhyCharsMax = 500;
    private const string Title = "货款结算";
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public override async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        var taken = await sending.TakeAsync(AtOnce, ct);
        await Task.WhenAll(taken.Select(payout => SendAsync(payout, ct)));
        return taken.Count == AtOnce;
    }

    private async Task SendAsync(DuePayout payout, CancellationToken ct)
    {
        var said = await AskAsync(payout, ct);
        await sending.AnswerAsync(payout.Id, said.IsOk ? Answer(said.Value, payout) : Again(payout, new ProviderTransfer(TransferStage.Processing, Why: said.Problem.Detail)), ct);
    }

    private async Task<Result<ProviderTransfer>> AskAsync(DuePayout payout, CancellationToken ct)
    {
        if (await channels.FindAsync(payout.Channel, ct) is not { } channel || channels.SpeakerOf(channel) is not ITransferMoney speaker)
            return new Problem(ProblemCode.ChannelUnavailable, "This channel cannot send money any more.", "channel");
        var transfer = new TransferRequest(PayoutNumbers.Of(payout.Id), payout.Amount, new TransferPayee(payout.To.AccountNo, payout.To.Holder), $"{Title} {PayoutNumbers.Short(payout.Id)}");
        if (payout.Tries == 1)
            return await speaker.TransferAsync(channel, transfer, ct);
        var known = await speaker.QueryTransferAsync(channel, transfer, ct);
        return known is { IsOk: true, Value.Stage: TransferStage.Unknown } ? await speaker.TransferAsync(channel, transfer, ct) : known;
    }

    private PayoutAnswer Answer(ProviderTransfer said, DuePayout payout) => said.Stage switch
    {
        TransferStage.Succeeded => new PayoutAnswer(PayoutState.Sent, said.ProviderTransferId),
        TransferStage.Refused => new PayoutAnswer(PayoutState.Returned, said.ProviderTransferId, Cut(said.Why) ?? "The provider refuses it without a reason."),
        TransferStage.Processing or TransferStage.Unknown => Again(payout, said),
        _ => throw new InvariantException($"unknown stage {said.Stage}"),
    };

    // A transfer waits as long as a refund does: three days in all, then a person finds out.
    private PayoutAnswer Again(DuePayout payout, ProviderTransfer said) => RefundTimes.After(payout.Tries) is { } wait
        ? new PayoutAnswer(PayoutState.Sending, said.ProviderTransferId, Cut(said.Why), Clock.GetUtcNow() + wait)
        : new PayoutAnswer(PayoutState.NeedsPerson, said.ProviderTransferId, "The provider has not said for three days what became of it.");

    private static string? Cut(string? why) => why is { Length: > WhyCharsMax } ? why[..WhyCharsMax] : why;
}
