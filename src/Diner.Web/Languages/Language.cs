using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Languages;

/// <summary>The languages of the pages, and which one a visitor gets: what the address asks for, what the visitor chose before, what the browser prefers, Chinese.</summary>
public static class Language
{
    /// <summary>Simplified Chinese: the first language of the house.</summary>
    public const string Chinese = "zh-CN";

    /// <summary>English.</summary>
    public const string English = "en";

    internal const string QueryKey = "lang";
    internal const string CookieName = "lang";

    private static readonly CultureInfo ChineseCulture = CultureInfo.GetCultureInfo(Chinese);
    private static readonly CultureInfo EnglishCulture = CultureInfo.GetCultureInfo(English);

    /// <summary>The language of this request: <see cref="Chinese"/> or <see cref="English"/>.</summary>
    public static string Of(HttpContext context) =>
        Known(context.Request.Query[QueryKey]) ?? Known(context.Request.Cookies[CookieName]) ?? Preferred(context.Request.Headers.AcceptLanguage) ?? Chinese;

    /// <summary>The culture of a language.</summary>
    internal static CultureInfo Culture(string language) => language == English ? EnglishCulture : ChineseCulture;

    /// <summary>The language a text names, or null when it names none of ours.</summary>
    internal static string? Known(string? text) => text switch
    {
        null or "" => null,
        _ when text.Equals("en", StringComparison.OrdinalIgnoreCase) || text.StartsWith("en-", StringComparison.OrdinalIgnoreCase) => English,
        _ when text.Equals("zh", StringComparison.OrdinalIgnoreCase) || text.StartsWith("zh-", StringComparison.OrdinalIgnoreCase) => Chinese,
        _ => null,
    };

    // RFC 9110, section 12.5.4: the highest weight wins, and of equal ones the first. A browser that wants neither gets Chinese.
    internal static string? Preferred(string? acceptLanguage)
    {
        if (string.IsNullOrEmpty(acceptLanguage) || acceptLanguage.Length > 500)
            return null;
        string? best = null;
        var bestWeight = 0.0;
        foreach (var entry in acceptLanguage.Split(',', StringSplitOptions.TrimEntries))
        {
            var parts = entry.Split(';', 2, StringSplitOptions.TrimEntries);
            if (Known(parts[0]) is { } language && Weight(parts) is var weight && weight > bestWeight)
                (best, bestWeight) = (language, weight);
        }

        return best;
    }

    private static double Weight(string[] parts) =>
        parts.Length == 1 ? 1 : double.TryParse(parts[1].AsSpan(Math.Min(2, parts[1].Length)), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var q) ? q : 0;
}
