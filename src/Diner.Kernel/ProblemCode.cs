namespace Diner.Kernel;

/// <summary>Why a request was not done. Names are part of the API: on the wire each is its snake_case form, and none is ever reused.</summary>
public enum ProblemCode
{
    /// <summary>The request could not be read: malformed JSON, a missing field, a wrong type.</summary>
    InvalidRequest,

    /// <summary>No shop of that name, or it is closed.</summary>
    UnknownShop,

    /// <summary>No such variant in this shop, or it is not on sale now.</summary>
    UnknownVariant,

    /// <summary>No such order for who asks; a wrong token or password answers the same.</summary>
    UnknownOrder,

    /// <summary>No such page or resource.</summary>
    NotFound,

    /// <summary>Fewer keys are free than were asked for.</summary>
    OutOfStock,

    /// <summary>The quantity is below the variant's minimum or above its maximum.</summary>
    QuantityOutOfRange,

    /// <summary>The buyer, address or device holds too many unpaid keys, or has bought its share of the variant for now; or the operator lets a shop or merchant have no more.</summary>
    LimitReached,

    /// <summary>The e-mail address or phone number is not one.</summary>
    InvalidContact,

    /// <summary>The look-up password is too short or too long.</summary>
    InvalidPassword,

    /// <summary>The password is on the list of those that attackers try first.</summary>
    BreachedPassword,

    /// <summary>The password is one of the person's last.</summary>
    ReusedPassword,

    /// <summary>One person may not have these roles together.</summary>
    RolesRefused,

    /// <summary>Nobody changes their own roles.</summary>
    OwnAccount,

    /// <summary>The operator keeps the account of whoever signs in locked.</summary>
    AccountLocked,

    /// <summary>The last owner, or the last administrator, stays one.</summary>
    LastOwner,

    /// <summary>The one-time code is wrong, too old, or was used before.</summary>
    InvalidCode,

    /// <summary>The channel does not exist in this shop, is switched off, or did not answer.</summary>
    ChannelUnavailable,

    /// <summary>The idempotency key was used before with another request.</summary>
    IdempotencyConflict,

    /// <summary>Too many look-ups; wait a little.</summary>
    TooManyRequests,

    /// <summary>The order is not in a state that allows this.</summary>
    WrongState,

    /// <summary>No coupon of that code in this shop, or it was stopped.</summary>
    UnknownCoupon,

    /// <summary>The coupon is not valid yet, or no longer.</summary>
    CouponNotValidNow,

    /// <summary>The coupon is for other goods, or for a larger amount.</summary>
    CouponNotApplicable,

    /// <summary>Every use of the coupon or of its code is taken.</summary>
    CouponUsedUp,

    /// <summary>This buyer has had their share of the coupon.</summary>
    CouponLimitReached,

    /// <summary>The house is full for a moment; nothing was done, send it again.</summary>
    Busy,
}

/// <summary>The wire form of problem codes.</summary>
public static class ProblemCodes
{
    private static readonly Dictionary<ProblemCode, string> Wire =
        Enum.GetValues<ProblemCode>().ToDictionary(code => code, code => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(code.ToString()));

    /// <summary>snake_case: <c>out_of_stock</c>.</summary>
    public static string ToWire(this ProblemCode code) => Wire[code];
}
