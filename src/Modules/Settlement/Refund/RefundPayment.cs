using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Postings;
using Diner.Ordering.Orders;
using Diner.Payments.Records;
using Diner.Payments.Refunds;
using Diner.Settlement.Settle;
using Diner.Vault.Returns;
using Diner.Vault.Stock;

namespace Diner.Settlement.Refund;

/// <summary>What is to go back to a buyer.</summary>
/// <param name="Shop">Whose channel received the payment.</param>
/// <param name="Payment">The payment.</param>
/// <param name="AmountMinor">How much, minor units of its currency; at least 1.</param>
/// <param name="Reason">Why, 1 to 200 characters: the buyer reads it.</param>
public sealed record RefundOrder(ShopId Shop, PaymentId Payment, long AmountMinor, string Reason)
{
    /// <summary>What is known of the keys that were delivered.</summary>
    public ReturnMark Keys { get; init; }

    /// <summary>The channel's own number when it has sent the money already, because somebody asked it to elsewhere; null when it is to be sent.</summary>
    public string? SentAs { get; init; }
}

/// <summary>
/// Promises money back. From the moment of its commit the merchant is owed less, the order is refunded when nothing of its payment is left, and the
/// channel is asked until it has sent the money or a person has to look.
/// <list type="number">
/// <item>Lock the order and the payment, in this order.</item>
/// <item>Check that there is so much left to give back.</item>
/// <item>Write the refund, the posting, the order's new state and the marks of its keys, and commit.</item>
/// </list>
/// Any number of requests at once give back what was paid and no more: the payment's row is locked, and its update checks it again.
/// </summary>
public sealed class RefundPayment(Database database, RefundParts parts, Announcer announcer, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Characters of the longest reason.</summary>
    public const int ReasonLengthMax = 200;

    /// <summary>
    /// The refund's id. <see cref="ProblemCode.InvalidRequest"/> without a reason or for an amount that is not there to give back;
    /// <see cref="ProblemCode.NotFound"/> when the shop has no such payment; <see cref="ProblemCode.WrongState"/> when nothing can be given back of it.
    /// </summary>
    public Task<Result<RefundId>> RunAsync(Actor actor, RefundOrder wish, CancellationToken ct) => RunAsync(actor, wish, null, ct);

    /// <summary>The same; what is written besides, in the same transaction, may still refuse it.</summary>
    internal async Task<Result<RefundId>> RunAsync(Actor actor, RefundOrder wish, Func<UnitOfWork, Task<Problem?>>? beforeCommit, CancellationToken ct)
    {
        var reason = wish.Reason.Replace("\0", "", StringComparison.Ordinal).Trim();
        if (reason.Length is 0 or > ReasonLengthMax)
            return new Problem(ProblemCode.InvalidRequest, $"Say why, in at most {ReasonLengthMax} characters: the buyer reads it.", "reason");
        if (await parts.FindOrderNoAsync(wish, ct) is not { } orderNo)
            return new Problem(ProblemCode.NotFound, "The shop has no such payment.");

        // 1. Lock.
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var orders = LockOrders.AddTo(batch, [orderNo]);
        var payments = LockPayments.AddTo(batch, wish.Payment);
        await batch.SendAsync(ct);
        var payment = payments.Rows[0];
        var order = orders.Rows.FirstOrDefault(o => o.Id == payment.OrderId);

        // 2. Check.
        if (Refusal(payment, order, wish) is { } refusal)
            return refusal;
        var amount = payment.Amount!.Value with { AmountMinor = wish.AmountMinor };
        var terms = await parts.TermsAsync(payment, order, amount, ct);

        // 3. Write and commit.
        var refund = new NewRefund(parts.NextId(), payment, amount)
        {
            FeeReturnedMinor = terms.FeeReturnedMinor,
            ChargeReturnedMinor = terms.ChargeReturnedMinor,
            ChannelFeeReturnedMinor = terms.ChannelFeeReturnedMinor,
            Reason = reason,
            RequestedBy = actor.Name,
            At = clock.GetUtcNow(),
            ByHandBecause = wish.SentAs is null ? await parts.ByHandBecauseAsync(payment, ct) : null,
            SentAs = wish.SentAs,
        };
        RecordRefunds.AddTo(batch, refund);
        parts.Post.AddTo(batch, Postings(terms, payment, refund));
        var isWhole = amount == payment.Refundable;
        OrderMove[] moves = isWhole && order is not null && EndsOrder(payment, order) ? [new OrderMove(order, OrderStatus.Refunded, null)] : [];
        MoveOrders.AddTo(batch, moves, refund.At);
        if (order?.Status == OrderStatus.Delivered && payment.Outcome == PaymentOutcome.Applied)
            MarkReturns.AddTo(batch, order.Id, wish.Keys, refund.At);
        announcer.AddTo(batch, new RefundPromised(payment.ShopId, refund.Id.Value, payment.OrderId, amount.AmountMinor, amount.Currency.Code));
        MoveStock.AddTo(batch, moves.Where(m => m.Order.IsPromisedStock).Select(m => new StockMove(m.Order.VariantId, 0, -m.Order.Quantity)));
        await batch.SendAsync(ct);
        await audit.AddAsync(work, actor, Entry(payment, refund), ct);
        if (beforeCommit is not null && await beforeCommit(work) is { } refusedAfterAll)
            return refusedAfterAll;
        await work.CommitAsync(CancellationToken.None);
        announcer.Announce(order is null ? [] : [order.Id]);
        return refund.Id;
    }

    private static NewPosting[] Postings(RefundTerms terms, LockedPayment payment, NewRefund refund)
    {
        var promised = terms.Promised(payment, refund.Id);
        return refund.SentAs is null
            ? [promised]
            : [promised, terms.Sent(new NewPosting(PostingKind.RefundSent, payment.ShopId, refund.Amount.Currency) { OrderId = payment.OrderId, PaymentId = payment.Id, SourceId = refund.Id.Value }, payment.ChannelId)];
    }

    // A wrong amount that was paid before the right one leaves the order as it is.
    private static bool EndsOrder(LockedPayment payment, LockedOrder order) => payment.Outcome switch
    {
        PaymentOutcome.Applied => order.Status != OrderStatus.Refunded,
        PaymentOutcome.AmountMismatch => order.Status == OrderStatus.AmountMismatch,
        _ => false,
    };

    private static Problem? Refusal(LockedPayment payment, LockedOrder? order, RefundOrder wish)
    {
        if (payment.Source == PaymentSource.Free || payment.Amount is null)
            return new Problem(ProblemCode.WrongState, "Nothing was paid that could be given back.");
        if (payment.Outcome == PaymentOutcome.DealtWith)
            return new Problem(ProblemCode.WrongState, "This payment has been dealt with: who did and how is in the audit trail.");
        if (order?.Status == OrderStatus.Pending)
            return new Problem(ProblemCode.WrongState, $"Order {order.OrderNo} is not paid.");
        var left = payment.Refundable!.Value;
        if (left.IsZero)
            return new Problem(ProblemCode.WrongState, "All of this payment has been given back before.");
        return wish.AmountMinor >= 1 && wish.AmountMinor <= left.AmountMinor
            ? null
            : new Problem(ProblemCode.InvalidRequest, $"Of this payment {left} can still be given back: choose an amount up to that.", "amount") { Reason = "refund_too_much", Values = [left.ToMajorString()] };
    }

    private static AuditEntry Entry(LockedPayment payment, NewRefund refund) => new("payment.refunded", payment.OrderNo)
    {
        Shop = payment.ShopId,
        SubjectId = refund.Id.Value,
        After = new Facts(refund.Amount.AmountMinor, refund.Amount.Currency.Code, payment.TransactionId),
        Why = refund.Reason,
    };

    private sealed record Facts(long AmountMinor, string Currency, string Transaction);
}
