using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Diner.Bench.Stage;
using Diner.Kernel;

namespace Diner.Bench.Load;

/// <summary>
/// Writes what an epay gateway sends when a buyer has paid: a signed GET, as bytes ready for the wire.
/// Signed here by the protocol's description, not by the code that will check it.
/// </summary>
internal sealed class EpayRequests(ChannelId channel, Uri server)
{
    private static readonly byte[] Success = "success"u8.ToArray();

    /// <summary>The one answer that means the order is committed.</summary>
    public static bool IsSuccess(HttpAnswer answer) => answer.Status == 200 && answer.Body.Span.SequenceEqual(Success);

    public byte[] Paid(string orderNo, long amountMinor)
    {
        var money = string.Create(CultureInfo.InvariantCulture, $"{amountMinor / 100}.{amountMinor % 100:00}");
        var signed = $"money={money}&name=Card&out_trade_no={orderNo}&pid={BenchShop.MerchantId}&trade_no={Transaction(orderNo)}&trade_status=TRADE_SUCCESS&type=alipay";
        var sign = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(signed + BenchShop.MerchantKey)));
        return Encoding.ASCII.GetBytes($"GET /pay/{channel.Value}/notify?{signed}&sign={sign}&sign_type=MD5 HTTP/1.1\r\nHost: {server.Authority}\r\n\r\n");
    }

    private static string Transaction(string orderNo) => $"2026112222001{orderNo.Replace("-", "", StringComparison.Ordinal)}";
}
