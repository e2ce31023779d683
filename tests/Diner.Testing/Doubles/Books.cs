namespace Diner.Testing.Doubles;

/// <summary>Where a trade stands in a double's books.</summary>
public enum TradeState
{
    /// <summary>Nobody has paid it.</summary>
    Open,

    /// <summary>Paid, and perhaps refunded.</summary>
    Paid,

    /// <summary>Nobody can pay it any more.</summary>
    Closed,
}

/// <summary>A trade in a double's books.</summary>
/// <param name="OrderNo">The shop's number of it.</param>
/// <param name="AskedMinor">What the shop asked for.</param>
/// <param name="Currency">ISO 4217, or what the provider calls it.</param>
/// <param name="NotifyUrl">Where the shop wants to be told; empty when that stands in the account.</param>
/// <param name="TransactionId">The provider's number of it.</param>
public sealed record Trade(string OrderNo, long AskedMinor, string Currency, string NotifyUrl, string TransactionId)
{
    /// <summary>Where it stands.</summary>
    public TradeState State { get; init; }

    /// <summary>What arrived.</summary>
    public long PaidMinor { get; init; }

    /// <summary>What went back.</summary>
    public long RefundedMinor { get; init; }
}

/// <summary>A refund in a double's books.</summary>
/// <param name="RefundNo">The shop's number of it.</param>
/// <param name="OrderNo">Of which trade.</param>
/// <param name="AmountMinor">How much.</param>
/// <param name="ProviderRefundId">The provider's number of it.</param>
public sealed record BookedRefund(string RefundNo, string OrderNo, long AmountMinor, string ProviderRefundId);

/// <summary>What became of asking for a refund.</summary>
public enum RefundOutcome
{
    /// <summary>Booked now.</summary>
    Booked,

    /// <summary>The same was booked before; nothing moved.</summary>
    Known,

    /// <summary>That number was used for another amount or trade.</summary>
    NumberUsed,

    /// <summary>There is no such trade, or it is not paid.</summary>
    NoPayment,

    /// <summary>More than is left of it.</summary>
    TooMuch,
}

/// <summary>
/// A double's own books: what was asked for, what was paid, what went back. They share no code with the shop's, so that a test can compare both.
/// A provider's words for what they refuse are the double's own affair.
/// </summary>
public sealed class Books
{
    private readonly Dictionary<string, Trade> _trades = [];
    private readonly Dictionary<string, BookedRefund> _refunds = [];
    private readonly Lock _lock = new();

    /// <summary>All trades, in the order of their numbers.</summary>
    public IReadOnlyList<Trade> Trades
    {
        get
        {
            lock (_lock)
                return [.. _trades.Values.OrderBy(trade => trade.OrderNo, StringComparer.Ordinal)];
        }
    }

    /// <summary>All refunds, in the order of their numbers.</summary>
    public IReadOnlyList<BookedRefund> Refunds
    {
        get
        {
            lock (_lock)
                return [.. _refunds.Values.OrderBy(refund => refund.RefundNo, StringComparer.Ordinal)];
        }
    }

    /// <summary>By the shop's number; null when there is none.</summary>
    public Trade? Find(string orderNo)
    {
        lock (_lock)
            return _trades.GetValueOrDefault(orderNo);
    }

    /// <summary>By the shop's number of it; null when there is none.</summary>
    public BookedRefund? FindRefund(string refundNo)
    {
        lock (_lock)
            return _refunds.GetValueOrDefault(refundNo);
    }

    /// <summary>Opens a trade. The same asked for again is the same trade; null when the number was used for something else, or is closed.</summary>
    public Trade? Open(Trade asked)
    {
        lock (_lock)
        {
            if (!_trades.TryGetValue(asked.OrderNo, out var known))
                return _trades[asked.OrderNo] = asked;
            return known.State != TradeState.Closed && (known.AskedMinor, known.Currency) == (asked.AskedMinor, asked.Currency) ? known : null;
        }
    }

    /// <summary>The buyer pays that much; paying twice is paying once. Null when it cannot be paid.</summary>
    public Trade? Pay(string orderNo, long paidMinor)
    {
        lock (_lock)
        {
            if (!_trades.TryGetValue(orderNo, out var trade) || trade.State == TradeState.Closed)
                return null;
            return trade.State == TradeState.Paid ? trade : _trades[orderNo] = trade with { State = TradeState.Paid, PaidMinor = paidMinor };
        }
    }

    /// <summary>Closes it; what is paid stays paid. Null when there is no such trade.</summary>
    public Trade? Close(string orderNo)
    {
        lock (_lock)
        {
            if (!_trades.TryGetValue(orderNo, out var trade))
                return null;
            return trade.State != TradeState.Open ? trade : _trades[orderNo] = trade with { State = TradeState.Closed };
        }
    }

    /// <summary>Books a refund once by its number, and never more than was paid.</summary>
    public RefundOutcome Refund(BookedRefund asked)
    {
        lock (_lock)
        {
            if (_refunds.TryGetValue(asked.RefundNo, out var known))
                return (known.OrderNo, known.AmountMinor) == (asked.OrderNo, asked.AmountMinor) ? RefundOutcome.Known : RefundOutcome.NumberUsed;
            if (!_trades.TryGetValue(asked.OrderNo, out var trade) || trade.State != TradeState.Paid)
                return RefundOutcome.NoPayment;
            if (asked.AmountMinor <= 0 || asked.AmountMinor > trade.PaidMinor - trade.RefundedMinor)
                return RefundOutcome.TooMuch;
            _refunds[asked.RefundNo] = asked;
            _trades[asked.OrderNo] = trade with { RefundedMinor = trade.RefundedMinor + asked.AmountMinor };
            return RefundOutcome.Booked;
        }
    }
}
