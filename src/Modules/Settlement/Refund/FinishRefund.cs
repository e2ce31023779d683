using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Postings;
using Diner.Payments.Channels;
using Diner.Payments.Refunds;

namespace Diner.Settlement.Refund;

/// <summary>
/// Writes down what a channel says of a refund, whoever heard it first: the job that asked, or a notification. A refund that has ended stays as
/// it is, so hearing it twice changes nothing.
/// </summary>
internal sealed class FinishRefund(Database database, RefundBooks books)
{
    /// <summary>The refund's state afterwards; null when there is no such refund of that channel.</summary>
    /// <param name="id">The refund.</param>
    /// <param name="channel">Who says it: another channel's refund is none of its business.</param>
    /// <param name="said">What it says.</param>
    /// <param name="tries">How often it was asked, for when to ask again.</param>
    /// <param name="ct">Cancels it before the commit.</param>
    public async Task<RefundState?> RunAsync(RefundId id, ChannelId channel, ProviderRefund said, int tries, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var locked = MoveRefunds.AddLockTo(batch, id);
        await batch.SendAsync(ct);
        if (locked.Rows is not [var refund] || refund.ChannelId != channel)
            return null;
        if (!refund.IsOpen)
            return refund.State;
        var now = books.Now;
        var move = Next(said, refund, tries, now);
        MoveRefunds.AddTo(batch, refund, move, now);
        if (move.To == RefundState.Done)
            AddDone(batch, refund);
        await batch.SendAndCommitAsync(CancellationToken.None);
        books.Announcer.Announce(refund.OrderId is { } order ? [order] : []);
        return move.To;
    }

    private void AddDone(SqlBatch batch, LockedRefund refund)
    {
        var amount = refund.Amount;
        books.Post.AddTo(batch, [RefundTerms.Of(refund).Sent(New(refund), refund.ChannelId)]);
        books.Announcer.AddTo(batch, new RefundSent(refund.ShopId, refund.Id.Value, refund.OrderId, amount.AmountMinor, amount.Currency.Code));
    }

    private static NewPosting New(LockedRefund refund) =>
        new(PostingKind.RefundSent, refund.ShopId, refund.Amount.Currency) { OrderId = refund.OrderId, PaymentId = refund.PaymentId, SourceId = refund.Id.Value };

    private static RefundMove Next(ProviderRefund said, LockedRefund refund, int tries, DateTimeOffset now) => said.Stage switch
    {
        RefundStage.Succeeded => new RefundMove(RefundState.Done) { ProviderRefundId = said.ProviderRefundId },
        RefundStage.Refused => new RefundMove(RefundState.NeedsPerson, Why: Cut(said.Why) ?? "The channel refuses it without a reason."),
        RefundStage.Processing => Again(RefundState.Processing, said, tries, now),
        // It may be asked for again, unless it had been taken on: then somebody must find out why it is gone.
        RefundStage.Unknown when refund.State == RefundState.Processing => new RefundMove(RefundState.NeedsPerson, Why: "The channel had taken this refund on and knows nothing of it now."),
        RefundStage.Unknown => Again(RefundState.Due, said, tries, now),
        _ => throw new InvariantException($"unknown stage {said.Stage}"),
    };

    private static RefundMove Again(RefundState state, ProviderRefund said, int tries, DateTimeOffset now) => RefundTimes.After(Math.Max(1, tries)) is { } wait
        ? new RefundMove(state, now + wait, said.ProviderRefundId)
        : new RefundMove(RefundState.NeedsPerson, Why: "The channel has not sent it for three days.");

    private static string? Cut(string? why) => why is { Length: > 500 } ? why[..500] : why;
}
