using Microsoft.AspNetCore.Http;

namespace Diner.Web.Headers;

/// <summary>
/// What every answer says to the browser. No inline script or style runs, nothing frames us, nothing is sniffed, and no address of ours
/// is told to others in full. A page that needs more sets its own header in its handler.
/// </summary>
public static class SecurityHeaders
{
    /// <summary>The policy of every page. Pictures may come from any https address, because merchants name covers.</summary>
    public const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:; connect-src 'self'; font-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The policy behind the counter, where components place themselves with inline styles and pages have a base.</summary>
    public static readonly string ConsolePolicy = ContentPolicy
        .Replace("style-src 'self'", "style-src 'self' 'unsafe-inline'", StringComparison.Ordinal)
        .Replace("base-uri 'none'", "base-uri 'self'", StringComparison.Ordinal);

    internal static void Write(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}

internal sealed class SecurityHeadersStep(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        SecurityHeaders.Write(context.Response);
        return next(context);
    }
}
