using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Diner.Catalog.Styles;

/// <summary>
/// Decides whether a merchant's style sheet may be served. Nothing is cleaned: what is not known to be harmless is refused, with its line,
/// so that what is served is what was written. Functions and at-rules are lists of what may be; addresses are pictures of ours, or in the
/// sheet itself, so that a sheet tells nobody who looks at a page.
/// </summary>
public static partial class StyleText
{
    /// <summary>Characters of a sheet at most.</summary>
    public const int LengthMax = 32_768;

    internal static readonly FrozenSet<string> AtRules = FrozenSet.Create("media", "supports", "keyframes", "container", "layer");

    internal static readonly FrozenSet<string> Properties = FrozenSet.Create("behavior", "binding");

    internal static readonly FrozenSet<string> Functions = FrozenSet.Create(
        "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "color-mix", "light-dark",
        "var", "env", "calc", "min", "max", "clamp", "round", "mod", "rem", "abs", "sign", "sin", "cos", "tan", "sqrt", "pow",
        "linear-gradient", "radial-gradient", "conic-gradient", "repeating-linear-gradient", "repeating-radial-gradient", "repeating-conic-gradient",
        "translate", "translatex", "translatey", "translatez", "translate3d", "scale", "scalex", "scaley", "scale3d", "rotate", "rotatex", "rotatey", "rotatez", "rotate3d",
        "skew", "skewx", "skewy", "matrix", "matrix3d", "perspective",
        "blur", "brightness", "contrast", "drop-shadow", "grayscale", "hue-rotate", "invert", "opacity", "saturate", "sepia",
        "cubic-bezier", "steps", "linear", "minmax", "repeat", "fit-content", "counter", "counters",
        "inset", "circle", "ellipse", "polygon",
        "not", "is", "where", "has", "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type", "lang", "dir", "selector", "style");

    /// <summary>Null when the sheet may be served.</summary>
    public static StyleFault? Check(string css) => css.Length > LengthMax ? new StyleFault(StyleFaultKind.TooLong, 1, "") : new StyleScanner(css).Run();

    internal static bool IsAddress(string address) => Ours().IsMatch(address) || Inside().IsMatch(address);

    [GeneratedRegex("^/covers/[0-9a-f]{64}(-s)?\\.webp\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Ours();

    [GeneratedRegex("^data:image/(png|webp|jpeg|gif);base64,[A-Za-z0-9+/]+={0,2}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Inside();
}
