using System.Globalization;
using Diner.Web.Headers;
using Diner.Web.Languages;
using Diner.Web.Storefront;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Errors;

/// <summary>
/// Gives a browser a page of ours where an answer would be an empty error: an unknown address, too many requests, a failure.
/// The API and the payment channels have answers of their own.
/// </summary>
internal static class ErrorPages
{
    private static readonly string[] NotForBrowsers = ["/api", "/pay", "/openapi", "/healthz", "/readyz", "/metrics"];

    public static void Use(IApplicationBuilder app) => app.UseWhen(IsForBrowser, pages =>
    {
        pages.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = context => WriteAsync(context, StatusOf(context)) });
        pages.UseStatusCodePages(status => WriteAsync(status.HttpContext, status.HttpContext.Response.StatusCode));
    });

    private static bool IsForBrowser(HttpContext context) =>
        !Array.Exists(NotForBrowsers, prefix => context.Request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase));

    // A request that Kestrel itself refuses (too large, cut off) is the sender's doing.
    private static int StatusOf(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException refused ? refused.StatusCode : StatusCodes.Status500InternalServerError;

    private static Task WriteAsync(HttpContext context, int status)
    {
        SecurityHeaders.Write(context.Response);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Language.Culture(Language.Of(context));
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : Pages.Error(context, status).ExecuteAsync(context);
    }
}
