namespace Diner.Payments.Alipay;

/// <summary>What follows from a call that Alipay did not carry out.</summary>
internal enum AlipayVerdict
{
    /// <summary>Nothing is decided. The same call with the same numbers is safe, and may succeed later.</summary>
    AskAgain,

    /// <summary>Alipay will say the same every time. A person decides.</summary>
    Final,

    /// <summary>There is no trade of that number: nobody has come to pay it.</summary>
    NoTrade,

    /// <summary>The trade is in a state that does not allow it: paid, closed, or over. Asking says which.</summary>
    WrongState,
}

/// <summary>
/// The one table of Alipay's business codes, as the documents of alipay.trade.query, .close, .refund and .fastpay.refund.query list them.
/// What is not in it is asked again: each call repeats its numbers, so that it is done once however often it is sent, and a refund that is
/// never accepted ends with a person anyway.
/// </summary>
internal static class AlipayVerdicts
{
    private const string BusinessFailed = "40004";

    private static readonly Dictionary<string, AlipayVerdict> Table = new()
    {
        ["ACQ.TRADE_NOT_EXIST"] = AlipayVerdict.NoTrade,
        ["ACQ.TRADE_STATUS_ERROR"] = AlipayVerdict.WrongState,
        ["ACQ.REASON_TRADE_STATUS_INVALID"] = AlipayVerdict.WrongState,
        ["ACQ.REASON_ILLEGAL_STATUS"] = AlipayVerdict.WrongState,
        ["ACQ.TRADE_HAS_FINISHED"] = AlipayVerdict.WrongState,
        ["ACQ.TRADE_HAS_CLOSE"] = AlipayVerdict.WrongState,
        ["ACQ.TRADE_HAS_SUCCESS"] = AlipayVerdict.WrongState,
        // Of a refund: too much, too late, frozen, used twice, not in the contract.
        ["ACQ.REFUND_AMT_NOT_EQUAL_TOTAL"] = AlipayVerdict.Final,
        ["ACQ.REASON_TRADE_REFUND_FEE_ERR"] = AlipayVerdict.Final,
        ["ACQ.REASON_TRADE_BEEN_FREEZEN"] = AlipayVerdict.Final,
        ["ACQ.TRADE_NOT_ALLOW_REFUND"] = AlipayVerdict.Final,
        ["ACQ.NOT_ALLOW_PARTIAL_REFUND"] = AlipayVerdict.Final,
        ["ACQ.DISCORDANT_REPEAT_REQUEST"] = AlipayVerdict.Final,
        ["ACQ.ONLINE_TRADE_VOUCHER_NOT_ALLOW_REFUND"] = AlipayVerdict.Final,
        ["ACQ.ENTERPRISE_PAY_BIZ_ERROR"] = AlipayVerdict.Final,
        ["ACQ.BUYER_NOT_EXIST"] = AlipayVerdict.Final,
        ["ACQ.INVALID_PARAMETER"] = AlipayVerdict.Final,
        // The next sales fill the balance; the system comes back.
        ["ACQ.SELLER_BALANCE_NOT_ENOUGH"] = AlipayVerdict.AskAgain,
        ["ACQ.REFUND_CHARGE_ERROR"] = AlipayVerdict.AskAgain,
        ["ACQ.SYSTEM_ERROR"] = AlipayVerdict.AskAgain,
        ["AQC.SYSTEM_ERROR"] = AlipayVerdict.AskAgain, // So it stands in Alipay's own table.
    };

    /// <summary>The verdict on an answer that is not done.</summary>
    public static AlipayVerdict Of(AlipayAnswer answer) =>
        answer.IsSigned && answer.Code == BusinessFailed ? Table.GetValueOrDefault(answer.SubCode ?? "", AlipayVerdict.AskAgain) : AlipayVerdict.AskAgain;
}
