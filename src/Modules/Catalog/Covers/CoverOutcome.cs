namespace Diner.Catalog.Covers;

/// <summary>What became of an uploaded picture: a product's cover or a shop's logo.</summary>
public enum CoverOutcome
{
    /// <summary>The product or the shop has it.</summary>
    Set,

    /// <summary>What it was for is not there.</summary>
    Gone,

    /// <summary>Nothing was sent.</summary>
    Empty,

    /// <summary>It has more bytes than <see cref="PictureUpload.BytesMax"/>.</summary>
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
