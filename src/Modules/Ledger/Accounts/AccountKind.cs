namespace Diner.Ledger.Accounts;

/// <summary>
/// The accounts of the house. Each belongs to an owner: a channel, a shop, or the platform (the empty id). Debit is positive, credit negative:
/// an account of what we have or spend stands positive, one of what we owe or earn negative.
/// </summary>
public enum AccountKind : short
{
    /// <summary>Money a channel has taken for us and not yet paid out to a bank. Owner: the channel. Debit.</summary>
    ChannelClearing = 0,

    /// <summary>Money we owe a merchant. Owner: the shop. Credit.</summary>
    MerchantPayable = 1,

    /// <summary>Money the platform has earned. Owner: the platform. Credit.</summary>
    PlatformFee = 2,

    /// <summary>What channels keep for themselves (owner: the channel, debit) and what merchants and buyers were charged for it (owner: the shop, credit).</summary>
    ChannelFee = 3,

    /// <summary>Discounts the platform bears. Owner: the shop they were given in. Debit.</summary>
    CouponCost = 4,

    /// <summary>Money buyers have with us. Owner: the buyer. Credit.</summary>
    BuyerBalance = 5,

    /// <summary>Money promised back to buyers that has not gone yet. Owner: the channel it goes through. Credit.</summary>
    Refunds = 6,

    /// <summary>Money of a merchant that is kept back. Owner: the shop. Credit.</summary>
    Reserve = 7,

    /// <summary>Money a buyer's bank has taken back while a dispute lasts. Owner: the channel. Debit.</summary>
    Disputes = 8,

    /// <summary>Money at the bank. Owner: the platform. Debit.</summary>
    Bank = 9,

    /// <summary>Money that came and belongs to no order, or not with that amount. Owner: the channel. Credit.</summary>
    Suspense = 10,

    /// <summary>Pay-outs on their way to merchants. Owner: the shop. Credit.</summary>
    PayoutsInTransit = 11,
}
