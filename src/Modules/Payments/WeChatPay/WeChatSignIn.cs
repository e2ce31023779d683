using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.WeChatPay;

/// <summary>
/// Who a buyer inside WeChat is to the official account: OAuth with the scope snsapi_base, which asks the buyer nothing and tells no more than an openid.
/// </summary>
internal sealed class WeChatSignIn(ProviderClient provider)
{
    private const string Pages = "https://open.weixin.qq.com/";
    private const string Api = "https://api.weixin.qq.com/";
    private const int OpenIdCharsMax = 128;

    /// <summary>Where the buyer's browser is sent to come back to our page with a code.</summary>
    public static Uri Address(WeChatPaySettings settings, Uri page) => new(
        At(settings, Pages),
        $"connect/oauth2/authorize?appid={settings.Merchant.AppId}&redirect_uri={Uri.EscapeDataString(page.AbsoluteUri)}&response_type=code&scope=snsapi_base&state=diner#wechat_redirect");

    /// <summary>The buyer's openid; a problem when the code is used up, or the secret is not the account's. The secret stands in the query, which is why this client logs no address.</summary>
    public async Task<Result<string>> OpenIdAsync(WeChatPaySettings settings, string code, CancellationToken ct)
    {
        var query = $"sns/oauth2/access_token?appid={settings.Merchant.AppId}&secret={Uri.EscapeDataString(settings.AppSecret!)}&code={Uri.EscapeDataString(code)}&grant_type=authorization_code";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(At(settings, Api), query));
        var asked = await provider.AskAsync(request, ct);
        if (!asked.IsOk)
            return asked.Problem;
        using var answer = asked.Value;
        return answer.RootElement.At("openid").Id() is { Length: <= OpenIdCharsMax } openId
            ? openId
            : new Problem(ProblemCode.ChannelUnavailable, "WeChat does not say who is paying. Open the payment once more.", "channel");
    }

    // A house that has set another address than WeChat Pay's own, for a double, finds these there too.
    private static Uri At(WeChatPaySettings settings, string own) => settings.ApiUrl.AbsoluteUri == WeChatPayAccount.Production ? new Uri(own) : settings.ApiUrl;
}
