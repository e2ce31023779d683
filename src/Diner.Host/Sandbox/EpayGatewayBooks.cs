using System.Globalization;
using System.Security.Cryptography;

namespace Diner.Host.Sandbox;

/// <summary>The double's orders, in memory.</summary>
internal sealed class EpayGatewayBooks(TimeProvider clock)
{
    private static readonly TimeSpan ReusableFor = TimeSpan.FromDays(10);

    private readonly Dictionary<string, EpayGatewayOrder> _byOutTradeNo = [];
    private readonly Lock _lock = new();

    /// <summary>
    /// Opens an order, or finds the one of that number when it asks for the same and is younger than ten days; null when the number was used for
    /// something else, or is paid.
    /// </summary>
    public EpayGatewayOrder? Open(IReadOnlyDictionary<string, string> fields)
    {
        var asked = Read(fields);
        lock (_lock)
        {
            if (!_byOutTradeNo.TryGetValue(asked.OutTradeNo, out var known))
                return _byOutTradeNo[asked.OutTradeNo] = asked;
            var isReusable = !known.IsPaid && known.AsksTheSameAs(asked) && asked.AddedAt - known.AddedAt < ReusableFor;
            return isReusable ? known : null;
        }
    }

    /// <summary>By the gateway's number or by the merchant's; null when there is none.</summary>
    public EpayGatewayOrder? Find(string tradeNo, string outTradeNo)
    {
        lock (_lock)
        {
            if (tradeNo.Length > 0)
                return _byOutTradeNo.Values.FirstOrDefault(order => order.TradeNo == tradeNo);
            return _byOutTradeNo.GetValueOrDefault(outTradeNo);
        }
    }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<EpayGatewayOrder> List(int countMax)
    {
        lock (_lock)
        {
            return [.. _byOutTradeNo.Values.OrderByDescending(order => order.AddedAt).Take(countMax)];
        }
    }

    private EpayGatewayOrder Read(IReadOnlyDictionary<string, string> fields)
    {
        var now = clock.GetUtcNow();
        EpayGatewayRules.TryMoney(fields["money"], out var money);
        return new EpayGatewayOrder
        {
            TradeNo = now.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) + RandomNumberGenerator.GetInt32(1_000_000_000).ToString("D9", CultureInfo.InvariantCulture),
            OutTradeNo = fields["out_trade_no"],
            PayType = fields.GetValueOrDefault("type", "") is { Length: > 0 } type ? type : "alipay",
            Name = fields["name"],
            Money = money,
            NotifyUrl = new Uri(fields["notify_url"]),
            ReturnUrl = fields.GetValueOrDefault("return_url", ""),
            Param = fields.GetValueOrDefault("param", ""),
            AddedAt = now,
        };
    }
}
