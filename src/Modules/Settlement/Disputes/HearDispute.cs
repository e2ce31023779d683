using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Accounts;
using Diner.Ledger.Postings;
using Diner.Payments.Disputes;
using Diner.Payments.Notifications;
using Diner.Payments.Records;
using Diner.Payments.Refunds;
using Diner.Settlement.Settle;

namespace Diner.Settlement.Disputes;

/// <summary>
/// Writes down what a channel tells of a chargeback. While it lasts the money is the bank's and so much of the merchant's is kept back; won, both
/// come back; lost, what was kept back pays for it. Told twice or out of order, it is written once: a dispute that has ended stays so.
/// </summary>
internal sealed class HearDispute(Database database, PostEntries post, Announcer announcer, IdSource ids, TimeProvider clock)
{
    /// <summary>False when we know no such payment: the channel may come again, or a person looks at its own pages.</summary>
    public async Task<bool> RunAsync(DisputeNews news, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var found = RecordDisputes.AddSearchTo(batch, news);
        await batch.SendAsync(ct);
        if (found.Rows is not [var (paymentId, _)])
            return false;
        var payments = LockPayments.AddTo(batch, paymentId);
        var known = RecordDisputes.AddLockTo(batch, news);
        await batch.SendAsync(ct);
        var payment = payments.Rows[0];
        if (news.Amount is { } told && payment.Amount is { } paid && told.Currency != paid.Currency)
            return false;

        var dispute = known.Rows.FirstOrDefault();
        var amount = dispute?.Amount ?? news.Amount ?? payment.Amount;
        if (amount is not { IsZero: false } disputed || dispute is { Stage: not DisputeStage.Opened } || dispute?.Stage == news.Stage)
            return true;

        var now = clock.GetUtcNow();
        var id = dispute?.Id ?? ids.NextGuid();
        var postings = new List<NewPosting>();
        if (dispute is null)
        {
            RecordDisputes.AddTo(batch, new NewDispute(id, payment, disputed, news), now);
            postings.Add(Opened(payment, id, disputed));
        }
        else
        {
            RecordDisputes.Move(batch, dispute, news.Stage, now);
        }

        if (news.Stage != DisputeStage.Opened)
            postings.Add(news.Stage == DisputeStage.Won ? Opened(payment, id, disputed).Reversed(PostingKind.DisputeWon) : Lost(payment, id, disputed));
        post.AddTo(batch, postings);
        announcer.AddTo(batch, new DisputeTold(payment.ShopId, id, payment.OrderId, news.Stage.ToString(), disputed.AmountMinor, disputed.Currency.Code));
        await batch.SendAndCommitAsync(CancellationToken.None);
        announcer.Announce(payment.OrderId is { } order ? [order] : []);
        return true;
    }

    // Money that belonged to no order is nobody's to keep back from.
    private static NewPosting Opened(LockedPayment payment, Guid dispute, Money amount)
    {
        var posting = New(PostingKind.DisputeOpened, payment, dispute, amount)
            .Debit(AccountKind.Disputes, payment.ChannelId.Value, amount.AmountMinor)
            .Credit(AccountKind.ChannelClearing, payment.ChannelId.Value, amount.AmountMinor);
        return payment.Outcome != PaymentOutcome.Applied
            ? posting
            : posting
                .Debit(AccountKind.MerchantPayable, payment.ShopId.Value, amount.AmountMinor)
                .Credit(AccountKind.Reserve, payment.ShopId.Value, amount.AmountMinor);
    }

    private static NewPosting Lost(LockedPayment payment, Guid dispute, Money amount)
    {
        var posting = New(PostingKind.DisputeLost, payment, dispute, amount).Credit(AccountKind.Disputes, payment.ChannelId.Value, amount.AmountMinor);
        return payment.Outcome == PaymentOutcome.Applied
            ? posting.Debit(AccountKind.Reserve, payment.ShopId.Value, amount.AmountMinor)
            : posting.Debit(AccountKind.Suspense, payment.ChannelId.Value, amount.AmountMinor);
    }

    private static NewPosting New(PostingKind kind, LockedPayment payment, Guid dispute, Money amount) =>
        new(kind, payment.ShopId, amount.Currency) { OrderId = payment.OrderId, PaymentId = payment.Id, SourceId = dispute };
}
