namespace Diner.Payments.WeChatPay;

/// <summary>What follows from a call that the platform did not carry out.</summary>
internal enum WeChatPayVerdict
{
    /// <summary>Nothing is decided. The same call with the same numbers is safe, and may succeed later.</summary>
    AskAgain,

    /// <summary>The platform will say the same every time. A person decides.</summary>
    Final,

    /// <summary>It knows nothing of that number.</summary>
    Unknown,
}

/// <summary>
/// The one table of the platform's codes, as the documents of orders and refunds of API v3 list them. What is not in it is asked again: each call
/// repeats its numbers, so that it is done once however often it is sent, and a refund that is never accepted ends with a person anyway.
/// </summary>
internal static class WeChatPayVerdicts
{
    private static readonly Dictionary<string, WeChatPayVerdict> Table = new()
    {
        ["ORDER_NOT_EXIST"] = WeChatPayVerdict.Unknown,
        ["ORDERNOTEXIST"] = WeChatPayVerdict.Unknown,
        ["RESOURCE_NOT_EXISTS"] = WeChatPayVerdict.Unknown,
        // Of a refund: refunded already, too late, other amounts than before, an account that is gone, not in the contract.
        ["INVALID_REQUEST"] = WeChatPayVerdict.Final,
        ["PARAM_ERROR"] = WeChatPayVerdict.Final,
        ["USER_ACCOUNT_ABNORMAL"] = WeChatPayVerdict.Final,
        ["MCH_NOT_EXISTS"] = WeChatPayVerdict.Final,
        ["NO_AUTH"] = WeChatPayVerdict.Final,
        // The next sales fill the balance; the platform comes back.
        ["NOT_ENOUGH"] = WeChatPayVerdict.AskAgain,
        ["FREQUENCY_LIMITED"] = WeChatPayVerdict.AskAgain,
        ["SYSTEM_ERROR"] = WeChatPayVerdict.AskAgain,
    };

    /// <summary>The verdict on an answer that is not done.</summary>
    public static WeChatPayVerdict Of(WeChatPayAnswer answer) => Table.GetValueOrDefault(answer.Code ?? "", WeChatPayVerdict.AskAgain);
}
