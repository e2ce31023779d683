using Diner.Ordering.Orders;
using Diner.Settlement.Settle;

namespace Diner.Specs.Trade;

/// <summary>The rules of an order's life with one pool of keys, in the fewest words: two counters and a list.</summary>
internal sealed class OrderModel(int keys)
{
    private int _waits;

    /// <summary>Keys in the pool.</summary>
    public long Keys { get; private set; } = keys;

    /// <summary>Units promised to unpaid orders and to paid ones that wait.</summary>
    public long Held { get; private set; }

    public List<ModelOrder> Orders { get; } = [];

    public bool Place(int quantity)
    {
        if (Keys - Held < quantity)
            return false;
        Held += quantity;
        Orders.Add(new ModelOrder(quantity));
        return true;
    }

    public bool IsPayable(int i) => Orders[i].Status is OrderStatus.Pending or OrderStatus.Expired or OrderStatus.Cancelled or OrderStatus.AmountMismatch;

    public SettlementOutcome PayRight(int i)
    {
        if (!IsPayable(i))
            return SettlementOutcome.Unmatched;
        var order = Orders[i];
        var isPromised = order.Status == OrderStatus.Pending;
        if (isPromised ? Keys >= order.Quantity : Keys - Held >= order.Quantity)
        {
            Held -= isPromised ? order.Quantity : 0;
            Deliver(order);
            return SettlementOutcome.Settled;
        }

        Held += isPromised ? 0 : order.Quantity;
        (order.Status, order.WaitsSince) = (OrderStatus.AwaitingStock, _waits++);
        return SettlementOutcome.AwaitingStock;
    }

    public SettlementOutcome PayWrong(int i)
    {
        if (!IsPayable(i))
            return SettlementOutcome.Unmatched;
        Held -= Orders[i].Status == OrderStatus.Pending ? Orders[i].Quantity : 0;
        Orders[i].Status = OrderStatus.AmountMismatch;
        return SettlementOutcome.AmountMismatch;
    }

    public bool Cancel(int i)
    {
        var order = Orders[i];
        if (order.Status == OrderStatus.Pending)
        {
            order.Status = OrderStatus.Cancelled;
            Held -= order.Quantity;
        }

        return order.Status is OrderStatus.Expired or OrderStatus.Cancelled;
    }

    public void Expire()
    {
        foreach (var order in Orders.Where(o => o.Status == OrderStatus.Pending))
        {
            order.Status = OrderStatus.Expired;
            Held -= order.Quantity;
        }
    }

    public void StockArrives(int count)
    {
        Keys += count;
        foreach (var order in Orders.Where(o => o.Status == OrderStatus.AwaitingStock).OrderBy(o => o.WaitsSince).Where(o => Keys >= o.Quantity))
        {
            Held -= order.Quantity;
            Deliver(order);
        }
    }

    public bool WithdrawKey()
    {
        if (Keys == 0)
            return false;
        Keys--;
        return true;
    }

    private void Deliver(ModelOrder order)
    {
        Keys -= order.Quantity;
        order.Status = OrderStatus.Delivered;
    }
}

/// <summary>An order of the model.</summary>
internal sealed class ModelOrder(int quantity)
{
    public int Quantity => quantity;

    public OrderStatus Status { get; set; }

    public int WaitsSince { get; set; }

    public int KeysOwned => Status == OrderStatus.Delivered ? Quantity : 0;
}
