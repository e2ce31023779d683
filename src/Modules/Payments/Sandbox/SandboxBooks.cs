using Diner.Kernel;
using Diner.Payments.Channels;

namespace Diner.Payments.Sandbox;

/// <summary>
/// What was paid with play money and what went back, in memory: it may be lost with the process, and each node has its own. Beyond the limit the oldest
/// is forgotten. A payment that is forgotten can still be sent back, because the asking says how much was paid.
/// </summary>
internal sealed class SandboxBooks(IdSource ids)
{
    private const int RowsMax = 100_000;

    private readonly Dictionary<(ChannelId, string), (string Transaction, Money Amount)> _paid = [];
    private readonly Dictionary<(ChannelId, string), (string Transaction, Money Amount, string Id)> _refunds = [];
    private readonly Dictionary<(ChannelId, string), Money> _sentBack = [];
    private readonly Queue<(ChannelId, string)> _order = new();
    private readonly Lock _lock = new();

    /// <summary>Notes a payment; the first of an order is the one that is answered when it is asked about.</summary>
    public void Paid(ChannelId channel, string orderNo, string transaction, Money amount)
    {
        lock (_lock)
        {
            if (!_paid.TryAdd((channel, orderNo), (transaction, amount)))
                return;
            _order.Enqueue((channel, orderNo));
            if (_order.Count > RowsMax)
                _paid.Remove(_order.Dequeue());
        }
    }

    /// <summary>The payment of an order; null when there is none.</summary>
    public (string Transaction, Money Amount)? Find(ChannelId channel, string orderNo)
    {
        lock (_lock)
        {
            return _paid.TryGetValue((channel, orderNo), out var paid) ? paid : null;
        }
    }

    /// <summary>Sends back once by its number, and never more than was paid.</summary>
    public ProviderRefund Refund(ChannelId channel, RefundRequest refund)
    {
        lock (_lock)
        {
            if (_refunds.TryGetValue((channel, refund.RefundNo), out var known))
                return known.Transaction == refund.TransactionId && known.Amount == refund.Amount
                    ? new ProviderRefund(RefundStage.Succeeded, known.Id)
                    : new ProviderRefund(RefundStage.Refused, Why: "The sandbox has a refund of this number over another payment or amount.");
            if (_refunds.Count >= RowsMax)
                return new ProviderRefund(RefundStage.Refused, Why: "The sandbox's books are full. Start it anew.");
            var before = _sentBack.GetValueOrDefault((channel, refund.TransactionId), refund.Amount with { AmountMinor = 0 });
            if ((before + refund.Amount).AmountMinor > refund.Paid.AmountMinor)
                return new ProviderRefund(RefundStage.Refused, Why: "The sandbox sends no more back than was paid.");
            _sentBack[(channel, refund.TransactionId)] = before + refund.Amount;
            var id = $"SBXR{ids.NextGuid():N}";
            _refunds[(channel, refund.RefundNo)] = (refund.TransactionId, refund.Amount, id);
            return new ProviderRefund(RefundStage.Succeeded, id);
        }
    }

    /// <summary>What became of a refund.</summary>
    public ProviderRefund FindRefund(ChannelId channel, string refundNo)
    {
        lock (_lock)
        {
            return _refunds.TryGetValue((channel, refundNo), out var known) ? new ProviderRefund(RefundStage.Succeeded, known.Id) : new ProviderRefund(RefundStage.Unknown);
        }
    }
}

/// <summary>What the sandbox keeps, in memory.</summary>
internal sealed record SandboxMemory(SandboxQueue Queue, SandboxBooks Books);
