using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Diner.Kernel;
using Diner.Payments.Channels;

namespace Diner.Payments.WeChatPay;

/// <summary>What our page inside WeChat shows.</summary>
/// <param name="ShopId">Whose goods.</param>
/// <param name="OrderNo">The order.</param>
/// <param name="Amount">What is to be paid.</param>
/// <param name="Subject">What it is for.</param>
/// <param name="Page">This page's own address without what WeChat has added: to try once more.</param>
/// <param name="Next">Where the buyer goes afterwards.</param>
public sealed record WeChatPaySheet(ShopId ShopId, string OrderNo, Money Amount, string Subject, Uri Page, Uri Next)
{
    /// <summary>Where the browser must go first, to come back with a code; null when that has been.</summary>
    public Uri? SignIn { get; init; }

    /// <summary>The signed parameters of WeChat's bridge, as JSON; null when there are none.</summary>
    public string? Bridge { get; init; }

    /// <summary>The hold has ended.</summary>
    public bool IsOver { get; init; }
}

/// <summary>
/// Paying inside WeChat's own browser (JSAPI): who the buyer is, the order at WeChat Pay for that buyer, and the parameters with which the page calls
/// the bridge. The address of the page is signed, and nothing else is believed.
/// </summary>
public sealed class WeChatPayDesk
{
    private readonly Channels.Channels _channels;
    private readonly WeChatPayOrders _orders;
    private readonly WeChatSignIn _signIn;
    private readonly TimeProvider _clock;

    internal WeChatPayDesk(Channels.Channels channels, WeChatPayOrders orders, WeChatSignIn signIn, TimeProvider clock) =>
        (_channels, _orders, _signIn, _clock) = (channels, orders, signIn, clock);

    /// <summary>The sheet of an address; null when no such channel made it. Without a bridge, a sign-in or an end, the provider did not do its part: the page offers to try once more.</summary>
    /// <param name="id">The channel.</param>
    /// <param name="query">The raw query string without its question mark.</param>
    /// <param name="ct">Stops the calls.</param>
    public async Task<WeChatPaySheet?> OpenAsync(ChannelId id, string query, CancellationToken ct)
    {
        if (await _channels.FindAsync(id, ct) is not { Type: WeChatPayAccount.ChannelType } channel || WeChatPayTicket.Read(channel, query) is not { } ticket)
            return null;
        var (payment, code) = ticket;
        var settings = new WeChatPaySettings(channel);
        var page = WeChatPayTicket.ToUrl(channel, payment);
        var sheet = new WeChatPaySheet(channel.ShopId, payment.OrderNo, payment.Amount, payment.Subject, page, payment.ReturnUrl);
        if (payment.ExpiresAt <= _clock.GetUtcNow())
            return sheet with { IsOver = true };
        if (string.IsNullOrEmpty(code))
            return sheet with { SignIn = WeChatSignIn.Address(settings, page) };
        var openId = await _signIn.OpenIdAsync(settings, code, ct);
        if (!openId.IsOk)
            return sheet;
        var prepaid = await _orders.OpenJsapiAsync(settings, payment, openId.Value, ct);
        return prepaid.IsOk ? sheet with { Bridge = Bridge(settings, prepaid.Value) } : sheet;
    }

    // App, time, nonce and package, each with a line end, signed with the merchant's key.
    private string Bridge(WeChatPaySettings settings, string prepayId)
    {
        var (app, timestamp) = (settings.Merchant.AppId, _clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var (nonce, package) = (RandomNumberGenerator.GetHexString(32), $"prepay_id={prepayId}");
        return JsonSerializer.Serialize(new Dictionary<string, string?>
        {
            ["appId"] = app,
            ["timeStamp"] = timestamp,
            ["nonceStr"] = nonce,
            ["package"] = package,
            ["signType"] = "RSA",
            ["paySign"] = settings.Key.Sign($"{app}\n{timestamp}\n{nonce}\n{package}\n"),
        });
    }
}
