using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Diner.Testing.Doubles;

/// <summary>Signs a buyer in as WeChat's own browser does (snsapi_base): without asking, and with a code that is good once.</summary>
internal sealed class WeChatSignIn
{
    private readonly ConcurrentDictionary<string, string> _codes = new();

    public IResult Authorize(string appid, string redirect_uri, string state)
    {
        if (appid != WeChatPayServer.AppId)
            return Results.Text("redirect_uri 参数错误", statusCode: 400);
        var code = RandomNumberGenerator.GetHexString(32, lowercase: true);
        _codes[code] = $"o{RandomNumberGenerator.GetHexString(27)}";
        return Results.Redirect($"{redirect_uri}{(redirect_uri.Contains('?') ? '&' : '?')}code={code}&state={state}");
    }

    // A code is good once.
    public IResult Exchange(string appid, string secret, string code)
    {
        if (appid != WeChatPayServer.AppId || secret != WeChatPayServer.AppSecret)
            return Results.Json(new { errcode = 40125, errmsg = "invalid appsecret" });
        return _codes.TryRemove(code, out var openid)
            ? Results.Json(new { access_token = "token", expires_in = 7200, openid, scope = "snsapi_base" })
            : Results.Json(new { errcode = 40163, errmsg = "code been used" });
    }
}
