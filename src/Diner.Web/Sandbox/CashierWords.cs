using Microsoft.AspNetCore.Http;

namespace Diner.Web.Sandbox;

/// <summary>The cashier's words in one language.</summary>
public sealed record CashierWords
{
    /// <summary>For a browser that prefers English.</summary>
    public static readonly CashierWords English = new()
    {
        Language = "en",
        Title = "Sandbox cashier",
        PlayMoney = "Play money",
        Warning = "Nothing is charged here. Each button sends the shop a real, signed notification.",
        Order = "Order",
        Due = "Hold ends",
        Pay = "Pay",
        PayLate = "Pay late",
        Seconds = "Seconds from now (empty: after the hold ends)",
        PayTwice = "Pay twice",
        PayWrongAmount = "Pay the wrong amount",
        Cancel = "Cancel",
    };

    /// <summary>For everybody else.</summary>
    public static readonly CashierWords Chinese = new()
    {
        Language = "zh-CN",
        Title = "沙盒收银台",
        PlayMoney = "模拟支付",
        Warning = "这里不会扣款。每个按钮都会向店铺发送一条真实签名的支付回调。",
        Order = "订单号",
        Due = "保留至",
        Pay = "支付",
        PayLate = "延迟支付",
        Seconds = "多少秒后（留空：保留时间过后）",
        PayTwice = "重复支付",
        PayWrongAmount = "支付错误金额",
        Cancel = "取消",
    };

    /// <summary>BCP 47.</summary>
    public required string Language { get; init; }

    /// <summary>The page's heading.</summary>
    public required string Title { get; init; }

    /// <summary>The chip that says what this is.</summary>
    public required string PlayMoney { get; init; }

    /// <summary>What the buttons do.</summary>
    public required string Warning { get; init; }

    /// <summary>Label of the order number.</summary>
    public required string Order { get; init; }

    /// <summary>Label of the hold's end.</summary>
    public required string Due { get; init; }

    /// <summary>Button.</summary>
    public required string Pay { get; init; }

    /// <summary>Button.</summary>
    public required string PayLate { get; init; }

    /// <summary>Label of the delay.</summary>
    public required string Seconds { get; init; }

    /// <summary>Button.</summary>
    public required string PayTwice { get; init; }

    /// <summary>Button.</summary>
    public required string PayWrongAmount { get; init; }

    /// <summary>Button.</summary>
    public required string Cancel { get; init; }

    /// <summary>The visitor's words, as on every other page.</summary>
    public static CashierWords For(HttpContext context) => Languages.Language.Of(context) == Languages.Language.English ? English : Chinese;
}
