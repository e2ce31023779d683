namespace Diner.Catalog.Covers;

/// <summary>What became of an uploaded cover.</summary>
public enum CoverOutcome
{
    /// <summary>The product has it.</summary>
    Set,

    /// <summary>There is no such product in this shop.</summary>
    NoProduct,

    /// <summary>Nothing was sent.</summary>
    Empty,

    /// <summary>It has more bytes than <see cref="SetCover.BytesMax"/>.</summary>
    TooLarge,

    /// <summary>It is no PNG, JPEG or WebP, whatever its name says.</summary>
    NotAPicture,

    /// <summary>It is a picture and something else in one file.</summary>
    TwoThings,

    /// <summary>It has more pixels than <see cref="CoverPress.PixelsMax"/>.</summary>
    TooManyPixels,

    /// <summary>It is cut off or damaged.</summary>
    Broken,
}
