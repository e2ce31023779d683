using Diner.Kernel;

namespace Diner.Data.Files;

/// <summary>What is known of a sealed file; its content stands in chunks.</summary>
internal sealed class FileRow
{
    public FileId Id { get; init; }

    /// <summary>Whose key seals it; null for the house's own.</summary>
    public ShopId? ShopId { get; init; }

    public required string Name { get; init; }

    public required string ContentType { get; init; }

    public long SizeBytes { get; set; }

    public int Chunks { get; set; }

    /// <summary>False while it is written, and for ever when its writer died.</summary>
    public bool IsComplete { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; set; }
}

/// <summary>A piece of a file, sealed.</summary>
internal sealed class FileChunk
{
    public FileId FileId { get; init; }

    /// <summary>0, 1, 2 …</summary>
    public int Number { get; init; }

    public required byte[] Sealed { get; init; }
}
