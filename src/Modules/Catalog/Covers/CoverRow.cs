using Diner.Kernel;

namespace Diner.Catalog.Covers;

/// <summary>A picture we made ourselves, a cover or a logo, from what was uploaded. Never changed: its address is its content.</summary>
internal sealed class CoverRow
{
    /// <summary>SHA-256 of the large picture, lower-case hex.</summary>
    public required string Hash { get; init; }

    /// <summary>Whose upload it was; another shop that uploads the same picture shares the row.</summary>
    public ShopId ShopId { get; init; }

    /// <summary>WebP; a cover is <see cref="CoverPress.LargeSide"/> pixels square.</summary>
    public required byte[] Large { get; init; }

    /// <summary>WebP; a cover is <see cref="CoverPress.SmallSide"/> pixels square.</summary>
    public required byte[] Small { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
