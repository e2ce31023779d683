namespace Diner.Payments.Alipay;

/// <summary>
/// The one table of business codes of Alipay's transfers, as far as they decide anything. What is not in it is asked again with the same
/// number; a transfer that is never accepted ends with a person. Only what cannot have moved money, now or later, is final.
/// </summary>
internal static class AlipayTransferVerdicts
{
    private const string BusinessFailed = "40004";

    private static readonly Dictionary<string, AlipayVerdict> Table = new()
    {
        ["ORDER_NOT_EXIST"] = AlipayVerdict.NoTrade,
        // The receiver: no such account, another name, may not receive.
        ["PAYEE_NOT_EXIST"] = AlipayVerdict.Final,
        ["PAYEE_USER_INFO_ERROR"] = AlipayVerdict.Final,
        ["PAYEE_ACC_OCUPIED"] = AlipayVerdict.Final,
        ["PAYEE_STATUS_ERROR"] = AlipayVerdict.Final,
        ["PERM_AML_NOT_REALNAME_REV"] = AlipayVerdict.Final,
        ["PERM_PAY_USER_DAILY_QUOTA_ORG_BALANCE_LIMIT"] = AlipayVerdict.Final,
        ["EXCEED_LIMIT_PERSONAL_SM_AMOUNT"] = AlipayVerdict.Final,
        ["EXCEED_LIMIT_ENT_SM_AMOUNT"] = AlipayVerdict.Final,
        ["INVALID_PARAMETER"] = AlipayVerdict.Final,
        // Our balance is filled, the system comes back, what is being done is done.
        ["PAYER_BALANCE_NOT_ENOUGH"] = AlipayVerdict.AskAgain,
        ["BALANCE_IS_NOT_ENOUGH"] = AlipayVerdict.AskAgain,
        ["SYSTEM_ERROR"] = AlipayVerdict.AskAgain,
        ["REQUEST_PROCESSING"] = AlipayVerdict.AskAgain,
    };

    /// <summary>The verdict on an answer that is not done.</summary>
    public static AlipayVerdict Of(AlipayAnswer answer) =>
        answer.IsSigned && answer.Code == BusinessFailed ? Table.GetValueOrDefault(answer.SubCode ?? "", AlipayVerdict.AskAgain) : AlipayVerdict.AskAgain;
}
