using Diner.Payments.Channels;

namespace Diner.Payments.Routing;

/// <summary>What a buyer chooses: how to pay, not through whom. In the API each is its lower-case form.</summary>
public enum PaymentMethod
{
    /// <summary>支付宝.</summary>
    Alipay,

    /// <summary>微信支付.</summary>
    WeChatPay,

    /// <summary>QQ 钱包.</summary>
    Qq,

    /// <summary>A bank card.</summary>
    Card,

    /// <summary>PayPal.</summary>
    PayPal,

    /// <summary>Coins: USDT, Bitcoin and others.</summary>
    Crypto,

    /// <summary>Play money.</summary>
    Sandbox,

    /// <summary>Whatever the channel's own cashier offers.</summary>
    Other,
}

/// <summary>Questions about methods.</summary>
public static class PaymentMethods
{
    /// <summary>The name in the API: one lower-case word, <c>wechatpay</c>.</summary>
    public static string ToWire(this PaymentMethod method) => method.ToString().ToLowerInvariant();

    /// <summary>False when there is no such method.</summary>
    public static bool TryParse(string? wire, out PaymentMethod method)
    {
        method = Enum.GetValues<PaymentMethod>().FirstOrDefault(m => m.ToWire() == wire, PaymentMethod.Other);
        return method.ToWire() == wire;
    }

    /// <summary>The method a channel stands for.</summary>
    public static PaymentMethod MethodOf(ChannelConfig channel) => channel.Type switch
    {
        "alipay" => PaymentMethod.Alipay,
        "wechatpay" => PaymentMethod.WeChatPay,
        "stripe" => PaymentMethod.Card,
        "paypal" => PaymentMethod.PayPal,
        "btcpay" or "tokenpay" or "epusdt" => PaymentMethod.Crypto,
        "sandbox" => PaymentMethod.Sandbox,
        "epay" => channel.Optional("type", "") switch
        {
            "alipay" => PaymentMethod.Alipay,
            "wxpay" => PaymentMethod.WeChatPay,
            "qqpay" => PaymentMethod.Qq,
            "bank" => PaymentMethod.Card,
            _ => PaymentMethod.Other,
        },
        _ => PaymentMethod.Other,
    };
}
