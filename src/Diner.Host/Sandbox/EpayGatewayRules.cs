using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Diner.Host.Sandbox;

/// <summary>What a real gateway refuses, in its words.</summary>
internal static partial class EpayGatewayRules
{
    private const int NameBytesMax = 127;

    /// <summary>Null when an order may be opened.</summary>
    public static string? Refusal(IReadOnlyDictionary<string, string> fields, EpayGatewayOptions options, bool isMapi)
    {
        string Field(string name) => fields.GetValueOrDefault(name, "");
        if (Field("pid") != options.Pid)
            return "商户ID不存在";
        if (Field("sign_type") is not ("" or "MD5"))
            return "签名类型不支持";
        if (Field("sign") != EpayGatewaySignature.Of(fields, options.Key))
            return "签名校验失败";
        if (!OutTradeNo().IsMatch(Field("out_trade_no")))
            return "订单号(out_trade_no)格式不正确";
        if (!IsLoopback(Field("notify_url")))
            return "通知地址(notify_url)不正确";
        if (!isMapi && !Uri.TryCreate(Field("return_url"), UriKind.Absolute, out _))
            return "回调地址(return_url)不能为空";
        if (Field("name") == "" || Encoding.UTF8.GetByteCount(Field("name")) > NameBytesMax)
            return "商品名称(name)不能为空且不能超过127个字节";
        if (!Money().IsMatch(Field("money")) || !TryMoney(Field("money"), out var money) || money <= 0)
            return "金额(money)不合法";
        if (isMapi && Field("type") == "")
            return "支付方式(type)不能为空";
        return isMapi && !IPAddress.TryParse(Field("clientip"), out _) ? "用户IP(clientip)不能为空" : null;
    }

    public static bool TryMoney(string text, out decimal money) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out money);

    // A double that could be told to call anybody would be a weapon: it calls this machine only.
    private static bool IsLoopback(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));

    [GeneratedRegex(@"^[a-zA-Z0-9._\-|]{1,64}\z")]
    private static partial Regex OutTradeNo();

    [GeneratedRegex(@"^[0-9.]+\z")]
    private static partial Regex Money();
}
