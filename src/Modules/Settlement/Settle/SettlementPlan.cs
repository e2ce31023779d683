using Diner.Catalog.Products;
using Diner.Coupons.Uses;
using Diner.Kernel;
using Diner.Ledger.Accounts;
using Diner.Ledger.Postings;
using Diner.Ordering.Orders;
using Diner.Payments.Channels;
using Diner.Payments.Records;
using Diner.Vault.Allocation;
using Diner.Vault.Batches;
using Diner.Vault.Stock;

namespace Diner.Settlement.Settle;

/// <summary>
/// Everything a batch will write, worked out in memory between its trips to the database. First <see cref="Add"/> each request in order,
/// then <see cref="Allocate"/> once with the keys that were picked.
/// </summary>
internal sealed class SettlementPlan(IdSource ids)
{
    private static readonly ChannelTerms NoTerms = new();

    private readonly List<SettlementResult> _results = [];
    private readonly List<Due> _due = [];

    public List<PaymentRecord> Payments { get; } = [];

    public List<OrderMove> Moves { get; } = [];

    public List<NewPosting> Postings { get; } = [];

    public List<StockMove> Stock { get; } = [];

    public List<AssignedKey> Sold { get; } = [];

    public List<(KeyDemand Demand, KeyId KeyId)> Shared { get; } = [];

    public List<BatchMove> Batches { get; } = [];

    public IReadOnlyList<SettlementResult> Results => _results;

    /// <summary>One-time keys that are wanted: those of promised orders first.</summary>
    public IReadOnlyList<KeyDemand> Demands =>
        [.. _due.Where(d => d.Order.Kind.TakesStock()).OrderByDescending(d => d.Order.IsPromisedStock).Select(d => d.Demand)];

    public IReadOnlyList<KeyDemand> ReusableDemands => [.. _due.Where(d => d.Order.Kind.IsReusable()).Select(d => d.Demand)];

    /// <summary>True when an order wants stock that was not promised to it: then free stock must be known, and locked.</summary>
    public bool NeedsFreeStock => _due.Exists(d => d.IsLate);

    /// <summary>Uses of coupons that count again, because an order that had ended unpaid is paid after all.</summary>
    public IEnumerable<MovedUse> UsesAgain => _due.Select(d => d.Order).Concat(Moves.Select(m => m.Order)).Where(o => o.Status.EndedUnpaid()).SelectMany(MoveOrders.UseOf);

    /// <summary>True when nothing is to be written.</summary>
    public bool IsEmpty => Payments.Count == 0 && Moves.Count == 0;

    /// <summary>Takes a request with its verdict.</summary>
    public void Add(SettlementRequest request, LockedOrder? order, Verdict verdict)
    {
        switch (verdict)
        {
            case Verdict.Nothing:
                Answer(SettlementOutcome.AlreadySettled, order);
                break;
            case Verdict.Unmatched:
                SetApart(request, order: null, PaymentOutcome.Unmatched);
                Answer(SettlementOutcome.Unmatched, order);
                break;
            case Verdict.WrongAmount:
                SetApart(request, order!, PaymentOutcome.AmountMismatch);
                SetAside(order!);
                Answer(SettlementOutcome.AmountMismatch, order);
                break;
            case Verdict.HandOver:
                Apply(request, order!);
                Moves.Add(new OrderMove(order!, OrderStatus.Manual, request.ReceivedAt));
                Answer(SettlementOutcome.AwaitingPerson, order);
                break;
            case Verdict.Deliver:
                Apply(request, order!);
                _due.Add(new Due(order!, request, _results.Count));
                Answer(SettlementOutcome.AwaitingStock, order);
                break;
            default:
                throw new InvariantException($"unknown verdict {verdict}");
        }
    }

    /// <summary>Shares the picked keys out and turns what is due into deliveries, or into waiting.</summary>
    public void Allocate(IReadOnlyList<PickedKey> picked, IReadOnlyList<PickedKey> reusable, IReadOnlyList<LockedStock> stock)
    {
        var late = _due.Where(d => d.IsLate).ToList();
        var refused = LateWithoutFreeStock(late, stock);
        Sold.AddRange(Allocation.Assign([.. Demands.Where(d => !refused.Contains(d.OrderId))], picked));
        var served = Sold.ToLookup(a => a.OrderId);
        var shared = reusable.ToDictionary(key => key.VariantId);

        foreach (var due in _due)
        {
            var isServed = served.Contains(due.Order.Id);
            if (due.Order.Kind.IsReusable() && shared.TryGetValue(due.Order.VariantId, out var key))
            {
                Shared.Add((due.Demand, key.KeyId));
                Batches.Add(new BatchMove(key.BatchId) { RevenueMinor = due.Order.Amount.AmountMinor });
                isServed = true;
            }

            Batches.AddRange(SharesOf(due.Order.Amount, [.. served[due.Order.Id]]));
            Finish(due, isServed);
        }
    }

    // Each key of an order fetched an equal share of what was paid; to the minor unit they sum to all of it.
    private static IEnumerable<BatchMove> SharesOf(Money paid, IReadOnlyList<AssignedKey> keys) => keys.Select((key, i) => new BatchMove(key.BatchId)
    {
        Sold = 1,
        RevenueMinor = (paid.AmountMinor * (i + 1) / keys.Count) - (paid.AmountMinor * i / keys.Count),
    });

    private static HashSet<OrderId> LateWithoutFreeStock(IReadOnlyList<Due> late, IReadOnlyList<LockedStock> stock)
    {
        var free = stock.ToDictionary(s => s.VariantId, s => s.Free);
        var refused = new HashSet<OrderId>();
        foreach (var due in late)
        {
            var left = free.GetValueOrDefault(due.Order.VariantId);
            if (left < due.Order.Quantity)
                refused.Add(due.Order.Id);
            else
                free[due.Order.VariantId] = left - due.Order.Quantity;
        }

        return refused;
    }

    private void Finish(Due due, bool isServed)
    {
        var order = due.Order;
        if (order.Kind.TakesStock())
            Stock.Add(StockMoveOf(order, isServed));
        var paidAt = due.Request.Payment is null ? (DateTimeOffset?)null : due.Request.ReceivedAt;
        var to = isServed ? OrderStatus.Delivered : OrderStatus.AwaitingStock;
        if (to != order.Status)
            Moves.Add(new OrderMove(order, to, paidAt));
        if (isServed)
            _results[due.Index] = new SettlementResult(SettlementOutcome.Settled, order.Id);
    }

    // Delivering takes keys off the hand and, when they were promised, ends the promise. Waiting keeps a promise, or begins one.
    private static StockMove StockMoveOf(LockedOrder order, bool isServed)
    {
        var quantity = (long)order.Quantity;
        return isServed
            ? new StockMove(order.VariantId, -quantity, order.IsPromisedStock ? -quantity : 0)
            : new StockMove(order.VariantId, 0, order.IsPromisedStock ? 0 : quantity);
    }

    // Nobody knows how long a wrong amount takes to clear up: its stock is free for others meanwhile.
    private void SetAside(LockedOrder order)
    {
        if (order.Status == OrderStatus.AmountMismatch)
            return;
        Moves.Add(new OrderMove(order, OrderStatus.AmountMismatch, null));
        if (order.IsPromisedStock)
            Stock.Add(new StockMove(order.VariantId, 0, -order.Quantity));
    }

    private void Apply(SettlementRequest request, LockedOrder order)
    {
        if (request.Payment is null)
            return;
        var terms = request.Terms ?? NoTerms;
        var cost = FeeOf(request, order.Amount) ?? terms.FeeOf(order.Amount);
        var charged = Charged(terms.Bearer, order, cost);
        var payment = Record(request, order, PaymentOutcome.Applied, cost, charged);
        if (!order.Amount.IsZero)
            Postings.Add(new Sale(order.ShopId, order.Id, payment, request.Payment.ChannelId, order.Amount) { FeeMinor = order.FeeMinor, ChannelFeeMinor = cost, ChargedMinor = charged }.ToPosting());
    }

    private static long? FeeOf(SettlementRequest request, Money amount) => request.BilledFeeMinor is { } billed ? Math.Min(billed, amount.AmountMinor) : null;

    // Never more than is left of the sale: a merchant is not charged for money that is not there.
    private static long Charged(FeeBearer bearer, LockedOrder order, long cost) => bearer switch
    {
        FeeBearer.Platform => 0,
        FeeBearer.Merchant => Math.Min(cost, order.Amount.AmountMinor - order.FeeMinor),
        FeeBearer.Buyer => order.SurchargeMinor,
        _ => throw new InvariantException($"unknown bearer {bearer}"),
    };

    // Money that waits for a person is in the channel's books: it is in ours too, on an account that belongs to nobody.
    private void SetApart(SettlementRequest request, LockedOrder? order, PaymentOutcome outcome)
    {
        var kept = request.Payment!.Amount is { } came ? FeeOf(request, came) ?? 0 : 0;
        var payment = Record(request, order, outcome, kept, 0);
        if (request.Payment.Amount is { IsZero: false } amount)
        {
            Postings.Add(new NewPosting(PostingKind.Unmatched, request.ShopId, amount.Currency) { OrderId = order?.Id, PaymentId = payment, SourceId = payment.Value }
                .Debit(AccountKind.ChannelClearing, request.Payment.ChannelId.Value, amount.AmountMinor - kept)
                .Debit(AccountKind.ChannelFee, request.Payment.ChannelId.Value, kept)
                .Credit(AccountKind.Suspense, request.Payment.ChannelId.Value, amount.AmountMinor));
        }
    }

    private PaymentId Record(SettlementRequest request, LockedOrder? order, PaymentOutcome outcome, long cost, long charged)
    {
        var id = ids.Next<PaymentId>();
        Payments.Add(new PaymentRecord
        {
            ChannelFeeMinor = cost,
            ChargedMinor = charged,
            Id = id,
            ShopId = request.ShopId,
            OrderId = order?.Id,
            Payment = request.Payment!,
            Currency = request.Payment!.Amount?.Currency ?? order?.Amount.Currency ?? CurrencyCode.Cny,
            Outcome = outcome,
            Source = request.Source,
        });
        return id;
    }

    private void Answer(SettlementOutcome outcome, LockedOrder? order) => _results.Add(new SettlementResult(outcome, order?.Id));

    private sealed record Due(LockedOrder Order, SettlementRequest Request, int Index)
    {
        public KeyDemand Demand => new(Order.Id, Order.VariantId, Order.Quantity);

        public bool IsLate => Order.Kind.TakesStock() && !Order.IsPromisedStock;
    }
}
