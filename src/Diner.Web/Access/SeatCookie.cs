using Diner.Accounts.Seats;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Access;

/// <summary>The cookie of a signed-in person. It ends with the browser, at the latest with the session.</summary>
internal static class SeatCookie
{
    // The prefix makes browsers insist on Secure and Path=/ and on no Domain (RFC 6265bis, section 4.1.3.2).
    private const string SecureName = "__Host-seat";
    private const string PlainName = "seat";

    public static string? Read(HttpContext context) => context.Request.Cookies[NameOf(context)];

    public static void Write(HttpContext context, string token) => context.Response.Cookies.Append(NameOf(context), token, Options(context));

    public static void Delete(HttpContext context) => context.Response.Cookies.Delete(NameOf(context), Options(context));

    /// <summary>From where the request comes, for the session and the audit trail.</summary>
    public static SignInPlace PlaceOf(HttpContext context) =>
        new(context.Connection.RemoteIpAddress?.ToString() ?? "", context.Request.Headers.UserAgent.ToString());

    private static string NameOf(HttpContext context) => context.Request.IsHttps ? SecureName : PlainName;

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        Secure = context.Request.IsHttps,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        IsEssential = true,
    };
}
