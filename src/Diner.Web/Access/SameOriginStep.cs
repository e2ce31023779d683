using Diner.Web.Storefront;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Access;

/// <summary>
/// Refuses what another site makes a browser send. Browsers say where a request comes from (Fetch Metadata's <c>Sec-Fetch-Site</c>, and
/// <c>Origin</c> on every POST), and a page cannot forge either; so no form needs a token, and cached pages may hold forms.
/// A sender that says neither is no browser of the last five years: it may buy, where no cookie gives it any power, but not work behind the counter.
/// The API and the payment channels carry their own proofs and are not asked.
/// </summary>
internal sealed class SameOriginStep(RequestDelegate next)
{
    private static readonly string[] OwnProof = ["/api", "/pay"];
    private static readonly string[] BehindTheCounter = ["/console", "/operator", "/account", "/_blazor"];

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        return isSafe || IsUnder(request, OwnProof) || IsOurs(request)
            ? next(context)
            : Pages.Error(context, StatusCodes.Status403Forbidden).ExecuteAsync(context);
    }

    internal static bool IsOurs(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site is "same-origin" or "none";
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0
            ? Uri.TryCreate(origin, UriKind.Absolute, out var from) && request.Host.HasValue && from.Authority.Equals(new Uri($"{from.Scheme}://{request.Host.Value}").Authority, StringComparison.OrdinalIgnoreCase)
            : !IsUnder(request, BehindTheCounter);
    }

    private static bool IsUnder(HttpRequest request, string[] prefixes) =>
        Array.Exists(prefixes, prefix => request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase));
}
