using Diner.Kernel;

namespace Diner.Vault.Import;

/// <summary>Why a line of a key file was not taken. Names are part of the CLI's JSON in snake_case.</summary>
public enum RejectReason
{
    /// <summary>Nothing but space.</summary>
    Blank,

    /// <summary>More than 4 KiB of UTF-8.</summary>
    TooLong,

    /// <summary>Bytes that are no text in the file's encoding.</summary>
    NotText,

    /// <summary>A control character other than a tab.</summary>
    ControlCharacter,

    /// <summary>The separator does not occur.</summary>
    SeparatorMissing,

    /// <summary>Nothing before or after the separator.</summary>
    PartMissing,

    /// <summary>More or fewer columns than the header has.</summary>
    ColumnCount,

    /// <summary>A quote inside a field that is not doubled.</summary>
    BadQuote,
}

/// <summary>A line that was not taken.</summary>
/// <param name="Number">The line's number in the file, from 1; of a CSV record the line it ends on.</param>
/// <param name="Reason">Why.</param>
public readonly record struct RejectedLine(int Number, RejectReason Reason);

/// <summary>The encoding a key file was read in.</summary>
public enum KeyFileEncoding
{
    /// <summary>UTF-8, with or without a byte order mark.</summary>
    Utf8,

    /// <summary>GBK, read as its superset GB 18030.</summary>
    Gbk,
}

/// <summary>What an import did.</summary>
/// <param name="BatchId">The batch the keys belong to.</param>
/// <param name="Accepted">Keys that are now in the pool.</param>
/// <param name="Duplicates">Keys the shop already has or had, or that occur earlier in the file.</param>
/// <param name="Rejected">Lines that are no keys.</param>
/// <param name="FirstRejects">The first hundred of them.</param>
/// <param name="FileSha256">SHA-256 of the file's bytes, hex.</param>
/// <param name="Encoding">How the file was read.</param>
public sealed record ImportSummary(
    BatchId BatchId, int Accepted, int Duplicates, int Rejected, IReadOnlyList<RejectedLine> FirstRejects, string FileSha256, KeyFileEncoding Encoding);
