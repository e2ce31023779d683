using System.Text.RegularExpressions;
using Diner.Kernel;

namespace Diner.Catalog.Editing;

/// <summary>The rules fields share. Each answers the problem, or null when the value is right.</summary>
internal static partial class Check
{
    public const int SlugLengthMax = 60;
    public const int NameLengthMax = 80;
    public const int CodeLengthMax = 40;

    public static Problem? Slug(string slug, string field = "slug") => SlugPattern().IsMatch(slug)
        ? null
        : Refuse(field, $"Use 2 to {SlugLengthMax} lower-case letters, digits and single hyphens for the address, such as 'night-diner'.");

    public static Problem? Code(string code) => CodePattern().IsMatch(code)
        ? null
        : Refuse("code", "Use 2 to 40 capital letters, digits, hyphens and underscores for the code, such as 'GAME-100'.");

    public static Problem? Name(string name, string field = "name") => string.IsNullOrWhiteSpace(name) || name.Length > NameLengthMax || name.Any(char.IsControl)
        ? Refuse(field, $"Give a name of 1 to {NameLengthMax} characters on one line.")
        : null;

    public static Problem? Text(string text, int lengthMax, string field) => text.Length > lengthMax
        ? Refuse(field, $"Shorten the text to at most {lengthMax} characters.")
        : null;

    /// <summary>Empty, or an absolute https address without user information.</summary>
    public static Problem? HttpsUrl(string url, string field) => url.Length == 0 || IsHttps(url)
        ? null
        : Refuse(field, "Give a full address that starts with https://, or leave the field empty.");

    /// <summary>Empty, https, or a path of ours.</summary>
    public static Problem? Picture(string url, string field) => url.Length == 0 || IsHttps(url) || PathPattern().IsMatch(url)
        ? null
        : Refuse(field, "Give a picture's full address that starts with https://, or a path of this site such as /covers/game.svg, or leave the field empty.");

    public static Problem Refuse(string field, string detail) => new(ProblemCode.InvalidRequest, detail, field);

    private static bool IsHttps(string url) =>
        url.Length <= 500 && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.UserInfo.Length == 0
        && !url.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '"' or '<' or '>' or '\\');

    [GeneratedRegex("^(?=.{2,60}\\z)[a-z0-9]+(-[a-z0-9]+)*\\z", RegexOptions.CultureInvariant)]
    private static partial Regex SlugPattern();

    [GeneratedRegex("^[A-Z0-9][A-Z0-9_-]{1,39}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex CodePattern();

    [GeneratedRegex("^/[A-Za-z0-9_-][A-Za-z0-9_./-]{0,200}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex PathPattern();
}
