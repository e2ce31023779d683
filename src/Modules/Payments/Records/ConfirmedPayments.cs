namespace Diner.Payments.Records;

/// <summary>What a payment is called that a person vouched for: no provider has given it a number.</summary>
public static class ConfirmedPayments
{
    /// <summary>The number in the place of a provider's transaction.</summary>
    public static string ReferenceOf(string orderNo) => $"confirmed:{orderNo}";
}
