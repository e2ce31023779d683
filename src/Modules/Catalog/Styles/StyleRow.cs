using Diner.Kernel;

namespace Diner.Catalog.Styles;

/// <summary>A style sheet a merchant saved. Never changed: its address is its content.</summary>
internal sealed class StyleRow
{
    /// <summary>SHA-256 of its UTF-8, lower-case hex.</summary>
    public required string Hash { get; init; }

    /// <summary>Whose it was first.</summary>
    public ShopId ShopId { get; init; }

    public required string Css { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
