using Diner.Kernel;

namespace Diner.Payments.Bills;

/// <summary>Our record of the movement a line tells of.</summary>
/// <param name="Reference">The number it was looked for under.</param>
/// <param name="Amount">How much; null when what we were told was no amount.</param>
/// <param name="FeeMinor">What we booked as kept by the channel, or as given back.</param>
internal sealed record OurRecord(string Reference, Money? Amount, long FeeMinor)
{
    /// <summary>The number we have it under.</summary>
    public string Number { get; init; } = "";

    public PaymentId? Payment { get; init; }

    public RefundId? Refund { get; init; }
}

/// <summary>Compares a line of a bill with our record of it.</summary>
internal static class CompareLines
{
    /// <summary>How they differ; null when they agree. A wrong amount brings a wrong fee with it, so the fee alone is told only of equal amounts.</summary>
    public static DifferenceKind? Of(BillLine line, OurRecord? ours)
    {
        if (ours is null)
            return DifferenceKind.TheirsOnly;
        if (ours.Amount != line.Amount)
            return DifferenceKind.AmountDiffers;
        return line.FeeMinor is { } fee && fee != ours.FeeMinor ? DifferenceKind.FeeDiffers : null;
    }
}
