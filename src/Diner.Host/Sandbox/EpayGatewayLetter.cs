using System.Globalization;
using System.Net;

namespace Diner.Host.Sandbox;

/// <summary>One notification as it goes out: the address with the fields in its query, or the fields as a form.</summary>
internal sealed record EpayGatewayLetter(EpayGatewayOrder Order, bool IsPost, IReadOnlyDictionary<string, string> Fields)
{
    public static EpayGatewayLetter Write(EpayGatewayOrder order, EpayGatewayOptions options, EpayMischief mischief)
    {
        var fields = new Dictionary<string, string>
        {
            ["pid"] = mischief == EpayMischief.WrongPid ? options.Pid + "9" : options.Pid,
            ["trade_no"] = order.TradeNo,
            ["out_trade_no"] = order.OutTradeNo,
            ["type"] = mischief == EpayMischief.CryptoType ? "usdt.trc20" : order.PayType,
            ["name"] = order.Name,
            ["money"] = Money(order.Money, mischief),
            ["trade_status"] = mischief == EpayMischief.NotSuccess ? "WAIT_BUYER_PAY" : "TRADE_SUCCESS",
        };
        if (order.Param.Length > 0)
            fields["param"] = order.Param;
        fields["sign"] = EpayGatewaySignature.Of(fields, mischief == EpayMischief.ForgedSign ? options.Key + "?" : options.Key);
        if (mischief is not (EpayMischief.NoSignType or EpayMischief.CryptoType))
            fields["sign_type"] = "MD5";
        return new EpayGatewayLetter(order, mischief == EpayMischief.PostForm, fields);
    }

    public HttpRequestMessage ToRequest() => IsPost
        ? new HttpRequestMessage(HttpMethod.Post, Order.NotifyUrl) { Content = new FormUrlEncodedContent(Fields) }
        : new HttpRequestMessage(HttpMethod.Get, Append(Order.NotifyUrl.AbsoluteUri));

    /// <summary>The address with the fields appended, with ? or & as the address needs it.</summary>
    public string Append(string url) =>
        url + (url.Contains('?') ? '&' : '?') + string.Join('&', Fields.Select(field => $"{field.Key}={WebUtility.UrlEncode(field.Value)}"));

    // As PHP prints a float: "1", "9.9".
    private static string Money(decimal money, EpayMischief mischief) => mischief switch
    {
        EpayMischief.PostForm => money.ToString("0.0000", CultureInfo.InvariantCulture),
        EpayMischief.WrongAmount => (money + 0.01m).ToString("0.##########", CultureInfo.InvariantCulture),
        _ => money.ToString("0.##########", CultureInfo.InvariantCulture),
    };
}
