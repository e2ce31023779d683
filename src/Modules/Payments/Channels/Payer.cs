namespace Diner.Payments.Channels;

/// <summary>What the buyer holds in hand. Providers open another page in a wallet's own browser than on a computer.</summary>
public enum PayerDevice
{
    /// <summary>A browser on a computer.</summary>
    Computer,

    /// <summary>A browser on a phone or tablet; also whoever does not say, because a phone is where most buyers are.</summary>
    Phone,

    /// <summary>The browser inside WeChat.</summary>
    WeChat,

    /// <summary>The browser inside Alipay.</summary>
    Alipay,

    /// <summary>The browser inside QQ.</summary>
    Qq,
}

/// <summary>Who is about to pay.</summary>
/// <param name="Address">The network address, for providers that ask for it; empty when unknown.</param>
/// <param name="Device">What the provider's page must fit.</param>
public sealed record Payer(string Address, PayerDevice Device)
{
    private static readonly string[] OfPhones = ["Mobile", "Android", "iPhone", "iPad", "Phone"];

    /// <summary>Reads what a browser says of itself: the User-Agent header, or nothing.</summary>
    public static Payer From(string? address, string? userAgent) => new(address ?? "", DeviceOf(userAgent ?? ""));

    // The wallets' browsers say of themselves that they are a phone's too, so they come first. "QQBrowser/" is a browser like any other.
    private static PayerDevice DeviceOf(string agent)
    {
        if (Says(agent, "MicroMessenger/"))
            return PayerDevice.WeChat;
        if (Says(agent, "AlipayClient/"))
            return PayerDevice.Alipay;
        if (Says(agent, " QQ/"))
            return PayerDevice.Qq;
        return !Says(agent, "Mozilla/") || Array.Exists(OfPhones, word => Says(agent, word)) ? PayerDevice.Phone : PayerDevice.Computer;
    }

    private static bool Says(string agent, string word) => agent.Contains(word, StringComparison.OrdinalIgnoreCase);
}
