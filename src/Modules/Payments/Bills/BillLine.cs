using Diner.Kernel;

namespace Diner.Payments.Bills;

/// <summary>One movement of money as a channel's bill tells it.</summary>
/// <param name="Number">Of the line in the file, from 1.</param>
/// <param name="IsRefund">Money that went back; otherwise money that came.</param>
/// <param name="Reference">The provider's number of a payment; of a refund our number, or the provider's where the bill does not know ours.</param>
/// <param name="Amount">How much; zero or more.</param>
internal sealed record BillLine(int Number, bool IsRefund, string Reference, Money Amount)
{
    /// <summary>The order number it names; empty when the bill does not say.</summary>
    public string OrderNo { get; init; } = "";

    /// <summary>What the channel kept of a payment, or gave back of that with a refund, minor units; null when the bill does not say.</summary>
    public long? FeeMinor { get; init; }

    /// <summary>When, by the provider's clock; null when the bill does not say.</summary>
    public DateTimeOffset? At { get; init; }
}
