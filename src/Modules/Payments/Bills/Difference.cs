using Diner.Kernel;

namespace Diner.Payments.Bills;

/// <summary>How a bill and our records differ over one movement of money.</summary>
public enum DifferenceKind : short
{
    /// <summary>We have it, the channel has not billed it.</summary>
    OursOnly = 0,

    /// <summary>The channel has billed it, we know nothing of it.</summary>
    TheirsOnly = 1,

    /// <summary>Both have it, with different amounts.</summary>
    AmountDiffers = 2,

    /// <summary>Both have it with the same amount, and the channel kept another fee than we booked.</summary>
    FeeDiffers = 3,
}

/// <summary>Where a difference stands.</summary>
public enum DifferenceState : short
{
    /// <summary>It waits for a person.</summary>
    Open = 0,

    /// <summary>A later bill, or the payment itself, has come: there is no difference any more.</summary>
    Vanished = 1,

    /// <summary>A person has put it right.</summary>
    Mended = 2,

    /// <summary>A person has said that nothing is to be done.</summary>
    LeftAsIs = 3,
}

/// <summary>A difference between a channel's bill and our records.</summary>
/// <param name="Id">Its id, which is the source of the posting that puts it right.</param>
/// <param name="ShopId">Whose channel it is.</param>
/// <param name="ChannelId">The channel.</param>
/// <param name="Kind">How they differ.</param>
/// <param name="Reference">The provider's number of the payment, or the number of the refund.</param>
public sealed record Difference(Guid Id, ShopId ShopId, ChannelId ChannelId, DifferenceKind Kind, string Reference)
{
    /// <summary>True when it is about money that went back.</summary>
    public bool IsRefund { get; init; }

    /// <summary>The order it names; empty when neither side says.</summary>
    public string OrderNo { get; init; } = "";

    /// <summary>Our record of a payment, when there is one.</summary>
    public PaymentId? Payment { get; init; }

    /// <summary>Our record of a refund, when there is one.</summary>
    public RefundId? Refund { get; init; }

    /// <summary>The amount as we have it; null when we have none of that currency.</summary>
    public Money? Ours { get; init; }

    /// <summary>The amount as the bill has it.</summary>
    public Money? Theirs { get; init; }

    /// <summary>The channel's fee as we booked it, or what of it we booked as given back; minor units.</summary>
    public long? OurFeeMinor { get; init; }

    /// <summary>The same as the bill has it.</summary>
    public long? TheirFeeMinor { get; init; }

    /// <summary>When the money moved.</summary>
    public DateTimeOffset MovedAt { get; init; }

    /// <summary>Since when it is known.</summary>
    public DateTimeOffset FoundAt { get; init; }

    /// <summary>Who has taken it on; null for whoever of the shop's finance comes first.</summary>
    public string? Owner { get; init; }

    /// <summary>Where it stands.</summary>
    public DifferenceState State { get; init; }

    /// <summary>When it ended, who ended it and how; null while it is open.</summary>
    public (DateTimeOffset At, string By, string How)? End { get; init; }
}
