namespace Diner.Catalog.Styles;

/// <summary>Why a style sheet is refused.</summary>
public enum StyleFaultKind
{
    /// <summary>It has more characters than <see cref="StyleText.LengthMax"/>.</summary>
    TooLong,

    /// <summary>A character that no style sheet needs.</summary>
    Character,

    /// <summary>A comment or a text does not end.</summary>
    Unfinished,

    /// <summary>A bracket is not closed, or closes nothing.</summary>
    Unbalanced,

    /// <summary>A backslash outside of a text: it could spell any name differently.</summary>
    Escape,

    /// <summary>An at-rule that loads something or is not known, <c>@import</c> above all.</summary>
    AtRule,

    /// <summary>A function that is not known, <c>expression()</c> above all.</summary>
    Function,

    /// <summary>An address that is neither a picture of ours nor one in the sheet itself.</summary>
    Address,

    /// <summary>A property that once ran code.</summary>
    Property,
}

/// <summary>What in a style sheet is refused.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Line">Where, from 1.</param>
/// <param name="What">The word it is about.</param>
public sealed record StyleFault(StyleFaultKind Kind, int Line, string What);
