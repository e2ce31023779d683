using Diner.Data.Files;
using Diner.Kernel;
using Diner.Vault.Import;

namespace Diner.Vault.Receive;

/// <summary>How a line of a sample is read.</summary>
/// <param name="Number">Its number; of a CSV record its place, the header being 1.</param>
/// <param name="Ends">The ends of each of its parts, for a key; empty for what is none.</param>
/// <param name="Reject">Why it is no key, or null.</param>
/// <param name="IsKnown">The shop has the key, or it stands in the sample before.</param>
public sealed record PreviewLine(int Number, IReadOnlyList<string> Ends, RejectReason? Reject, bool IsKnown);

/// <summary>How a file of keys would be read.</summary>
/// <param name="File">The file.</param>
/// <param name="Layout">The layout that was asked for, or guessed.</param>
/// <param name="Encoding">Its encoding.</param>
/// <param name="Lines">The first lines of it.</param>
public sealed record KeyFilePreview(FileView File, KeyFileLayout Layout, KeyFileEncoding Encoding, IReadOnlyList<PreviewLine> Lines)
{
    /// <summary>What the columns of CSV are called; empty for other layouts.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Why the file as a whole cannot be read so, or null.</summary>
    public Problem? Problem { get; init; }

    /// <summary>Sampled keys.</summary>
    public int Keys => Lines.Count(line => line.Reject is null);

    /// <summary>Of these, keys that are known.</summary>
    public int Known => Lines.Count(line => line.IsKnown);

    /// <summary>Sampled lines that are no keys.</summary>
    public int Rejected => Lines.Count(line => line.Reject is not null);
}

/// <summary>The layout of a file of keys.</summary>
/// <param name="Format">What a key is in it.</param>
/// <param name="Separator">What stands between card number and password; or empty.</param>
public sealed record KeyFileLayout(KeyFileFormat Format, string Separator);
