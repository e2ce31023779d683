using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Diner.Testing.Doubles;

/// <summary>What the platform says of an order, and how it signs and seals.</summary>
internal static class WeChatPayEnvelope
{
    private const string Scheme = "WECHATPAY2-SHA256-RSA2048";

    /// <summary>True when the merchant signed the request.</summary>
    public static bool IsSigned(HttpRequest request, string body, RSA merchantKey)
    {
        var authorization = request.Headers.Authorization.ToString().Split(' ', 2);
        var fields = authorization.Length < 2 ? [] : authorization[1].Split(',').Select(field => field.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim('"'));
        var signed = $"{request.Method}\n{request.Path}{request.QueryString}\n{fields.GetValueOrDefault("timestamp")}\n{fields.GetValueOrDefault("nonce_str")}\n{body}\n";
        return authorization[0] == Scheme && fields.GetValueOrDefault("mchid") == WeChatPayServer.MerchantId && fields.GetValueOrDefault("serial_no") == WeChatPayServer.KeySerial
            && merchantKey.VerifyData(Encoding.UTF8.GetBytes(signed), Convert.FromBase64String(fields["signature"]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    public static object Row(Trade order, Mischief how) => new
    {
        mchid = how == Mischief.WrongMerchant ? "1900000002" : WeChatPayServer.MerchantId,
        appid = WeChatPayServer.AppId,
        out_trade_no = order.OrderNo,
        transaction_id = order.State == TradeState.Paid ? order.TransactionId : null,
        trade_state = (order.State, how) switch
        {
            (_, Mischief.NotPaid) or (TradeState.Open, _) => "NOTPAY",
            (TradeState.Closed, _) => "CLOSED",
            _ => order.RefundedMinor > 0 ? "REFUND" : "SUCCESS",
        },
        amount = new
        {
            total = order.State == TradeState.Paid ? order.PaidMinor : order.AskedMinor,
            currency = how == Mischief.WrongCurrency ? "HKD" : order.Currency,
        },
    };

    public static IEnumerable<(string Name, string Value)> Headers(RSA key, string serial, string body, DateTimeOffset at)
    {
        var (timestamp, nonce) = (at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), RandomNumberGenerator.GetHexString(16));
        var signature = Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes($"{timestamp}\n{nonce}\n{body}\n"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return [("Wechatpay-Timestamp", timestamp), ("Wechatpay-Nonce", nonce), ("Wechatpay-Serial", serial), ("Wechatpay-Signature", signature)];
    }

    public static object Seal(string plain)
    {
        var bytes = Encoding.UTF8.GetBytes(plain);
        var (text, tag) = (new byte[bytes.Length], new byte[16]);
        using var aes = new AesGcm(Encoding.UTF8.GetBytes(WeChatPayServer.ApiV3Key), tag.Length);
        aes.Encrypt("0123456789ab"u8, bytes, text, tag, "transaction"u8);
        return new { algorithm = "AEAD_AES_256_GCM", ciphertext = Convert.ToBase64String([.. text, .. tag]), nonce = "0123456789ab", associated_data = "transaction" };
    }
}
