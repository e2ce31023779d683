using System.Globalization;
using System.Text.RegularExpressions;

namespace Diner.Insights.Files;

/// <summary>Points in time as RFC 3339 writes them: 2026-01-31T20:15:00+08:00.</summary>
internal static partial class Rfc3339
{
    public const string Hint = "Write a time like 2026-01-31T20:15:00+08:00 or 2026-01-31T12:15:00Z.";

    /// <summary>Null when it is one between the years 2000 and 2100; else what is wrong with it.</summary>
    public static string? Read(string text, out DateTimeOffset at)
    {
        at = default;
        if (text.Length == 0)
            return $"The time is missing. {Hint}";
        if (WithoutZone().IsMatch(text))
            return $"'{text}' has no time zone: end it with Z or with an offset such as +08:00.";
        if (!Whole().IsMatch(text) || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out at))
            return $"'{Shortened.Of(text)}' is no time. {Hint}";
        at = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        return at.Year is >= 2000 and < 2100 ? null : $"'{text}' is not between the years 2000 and 2100.";
    }

    [GeneratedRegex(@"\A\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)\z")]
    private static partial Regex Whole();

    [GeneratedRegex(@"\A\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?)?\z")]
    private static partial Regex WithoutZone();
}

/// <summary>What a file says, short enough for an error.</summary>
internal static class Shortened
{
    private const int CharsMax = 40;

    public static string Of(string text) => text.Length <= CharsMax ? text : text[..CharsMax] + "…";
}
