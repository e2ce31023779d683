using Diner.Kernel;
using Diner.Payments.Channels;

namespace Diner.Payments.Coins;

/// <summary>Why nothing goes back by itself where coins came in: nobody knows an address of the buyer's that takes them.</summary>
internal static class CoinRefunds
{
    /// <summary>What a person does instead.</summary>
    /// <param name="how">A sentence: where, and with what.</param>
    public static Task<Result<ProviderRefund>> ByHand(string how) => Task.FromResult<Result<ProviderRefund>>(new ProviderRefund(RefundStage.Refused, Why: how));
}
