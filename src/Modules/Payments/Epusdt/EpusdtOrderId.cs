using System.Text.RegularExpressions;

namespace Diner.Payments.Epusdt;

/// <summary>
/// The order id we send. epusdt takes one once only, and gives no way to find the trade it opened for it: a buyer who comes back to pay would
/// stand before a closed door. So the second time it gets an ending, <c>_2</c> to <c>_5</c>, which what the server tells is freed of.
/// </summary>
internal static partial class EpusdtOrderId
{
    /// <summary>How often one order may be opened.</summary>
    public const int TimesMax = 5;

    /// <summary>The id of that time, counted from 1.</summary>
    public static string At(string orderNo, int time) => time == 1 ? orderNo : $"{orderNo}_{time}";

    /// <summary>Our order number in it.</summary>
    public static string OrderNo(string orderId) => Ending().Replace(orderId, "");

    [GeneratedRegex(@"_[2-5]\z")]
    private static partial Regex Ending();
}
