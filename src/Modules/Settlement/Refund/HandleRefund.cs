using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Accounts;
using Diner.Ledger.Postings;
using Diner.Ordering.Orders;
using Diner.Payments.Records;
using Diner.Payments.Refunds;
using Diner.Vault.Returns;

namespace Diner.Settlement.Refund;

/// <summary>What a person does about a refund that its channel does not make.</summary>
public enum RefundRemedy
{
    /// <summary>The channel is asked again.</summary>
    AskAgain,

    /// <summary>The money was sent another way, from the bank.</summary>
    SentByHand,

    /// <summary>The buyer gets nothing: the order is as it was before.</summary>
    TakeBack,
}

/// <summary>A person deals with a refund that waits for one.</summary>
public sealed class HandleRefund(Database database, RefundHistory history, RefundBooks books, AuditTrail audit)
{
    /// <summary>Characters of the longest account of how or why.</summary>
    public const int SayLengthMax = 500;

    /// <summary>
    /// Null when it is done. <see cref="ProblemCode.NotFound"/> when the shop has no such refund; <see cref="ProblemCode.WrongState"/> when it does not wait
    /// for a person; <see cref="ProblemCode.InvalidRequest"/> without a word of how or why.
    /// </summary>
    public async Task<Problem?> RunAsync(Actor actor, ShopId shop, RefundId id, RefundRemedy remedy, string say, CancellationToken ct)
    {
        var told = say.Replace("\0", "", StringComparison.Ordinal).Trim();
        if (told.Length > SayLengthMax || (told.Length == 0 && remedy != RefundRemedy.AskAgain))
            return new Problem(ProblemCode.InvalidRequest, $"Say how or why, in at most {SayLengthMax} characters.", "say");
        if (await history.FindAsync(shop, id, ct) is not { } known)
            return new Problem(ProblemCode.NotFound, "The shop has no such refund.");

        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var orders = LockOrders.AddTo(batch, known.OrderNo is { } no ? [no] : []);
        var payments = LockPayments.AddTo(batch, known.Refund.Payment);
        var refunds = MoveRefunds.AddLockTo(batch, id);
        await batch.SendAsync(ct);
        var refund = refunds.Rows[0];
        if (refund.State != RefundState.NeedsPerson)
            return new Problem(ProblemCode.WrongState, "This refund does not wait for a person any more. Look at it again.");

        var now = books.Now;
        var order = orders.Rows.FirstOrDefault(o => o.Id == refund.OrderId);
        switch (remedy)
        {
            case RefundRemedy.AskAgain:
                MoveRefunds.AddTo(batch, refund, new RefundMove(RefundState.Due, now), now);
                break;
            case RefundRemedy.SentByHand:
                MoveRefunds.AddTo(batch, refund, new RefundMove(RefundState.DoneByHand, Why: told), now);
                books.Post.AddTo(batch, [FromBank(refund)]);
                books.Announcer.AddTo(batch, new RefundSent(refund.ShopId, refund.Id.Value, refund.OrderId, refund.Amount.AmountMinor, refund.Amount.Currency.Code));
                break;
            case RefundRemedy.TakeBack:
                var isOfSale = payments.Rows[0].Outcome == PaymentOutcome.Applied;
                if (order is { Status: OrderStatus.Refunded } && known.DeliveredAt is null)
                    return new Problem(ProblemCode.WrongState, $"Order {order.OrderNo} was never delivered: its money goes back. Send it by hand and say how.");
                MoveRefunds.AddTo(batch, refund, new RefundMove(RefundState.Withdrawn, Why: told), now);
                RecordRefunds.TakeBack(batch, refund.PaymentId, refund.Amount);
                books.Post.AddTo(batch, [RefundTerms.Of(refund).Promised(payments.Rows[0], refund.Id).Reversed(PostingKind.RefundWithdrawn)]);
                // Money that never paid the order says nothing about its state or its keys.
                if (isOfSale && order is { Status: OrderStatus.Refunded })
                    MoveOrders.AddTo(batch, [new OrderMove(order, OrderStatus.Delivered, null)], now);
                if (isOfSale && order is not null)
                    MarkReturns.TakeOff(batch, order.Id);
                break;
            default:
                throw new InvariantException($"unknown remedy {remedy}");
        }

        await batch.SendAsync(ct);
        await audit.AddAsync(work, actor, new AuditEntry(ActionOf(remedy), known.OrderNo ?? id.Value.ToString("N")) { Shop = shop, SubjectId = id.Value, Why = told }, ct);
        await work.CommitAsync(CancellationToken.None);
        books.Announcer.Announce(order is null ? [] : [order.Id]);
        return null;
    }

    // The channel keeps what it has; the money came from elsewhere.
    private static NewPosting FromBank(LockedRefund refund) =>
        new NewPosting(PostingKind.RefundSent, refund.ShopId, refund.Amount.Currency) { OrderId = refund.OrderId, PaymentId = refund.PaymentId, SourceId = refund.Id.Value }
            .Debit(AccountKind.Refunds, refund.ChannelId.Value, refund.Amount.AmountMinor)
            .Credit(AccountKind.Bank, Guid.Empty, refund.Amount.AmountMinor);

    private static string ActionOf(RefundRemedy remedy) => remedy switch
    {
        RefundRemedy.AskAgain => "refund.asked_again",
        RefundRemedy.SentByHand => "refund.sent_by_hand",
        RefundRemedy.TakeBack => "refund.taken_back",
        _ => throw new InvariantException($"unknown remedy {remedy}"),
    };
}
