using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Languages;

/// <summary>Sets the language of what is rendered, and remembers a language that was chosen by address. Runs behind the page cache.</summary>
internal sealed class LanguageStep(RequestDelegate next)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    public Task InvokeAsync(HttpContext context)
    {
        if (Language.Known(context.Request.Query[Language.QueryKey]) is { } chosen)
            Remember(context, chosen);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Language.Culture(Language.Of(context));
        return next(context);
    }

    private static void Remember(HttpContext context, string chosen) => context.Response.Cookies.Append(Language.CookieName, chosen, new CookieOptions
    {
        MaxAge = Remembered,
        SameSite = SameSiteMode.Lax,
        HttpOnly = true,
        Secure = context.Request.IsHttps,
        IsEssential = true,
    });
}
