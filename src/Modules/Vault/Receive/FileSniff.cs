using System.Text;

namespace Diner.Vault.Receive;

/// <summary>Tells from its first bytes that a file is no text. Names and declared types of files are what a sender likes them to be.</summary>
internal static class FileSniff
{
    /// <summary>So many bytes decide.</summary>
    public const int HeadBytes = 4096;

    private static readonly (byte[] Start, FileRefusal Kind)[] Starts =
    [
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], FileRefusal.Picture), // PNG
        ([0xFF, 0xD8, 0xFF], FileRefusal.Picture), // JPEG
        ("GIF8"u8.ToArray(), FileRefusal.Picture),
        ("<svg"u8.ToArray(), FileRefusal.Picture),
        ([0x49, 0x49, 0x2A, 0x00], FileRefusal.Picture), // TIFF
        ([0x4D, 0x4D, 0x00, 0x2A], FileRefusal.Picture),
        ([0x50, 0x4B, 0x03, 0x04], FileRefusal.Archive), // ZIP
        ([0x50, 0x4B, 0x05, 0x06], FileRefusal.Archive),
        ([0x1F, 0x8B], FileRefusal.Archive), // gzip
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], FileRefusal.Archive), // 7z
        ("Rar!\x1A\x07"u8.ToArray(), FileRefusal.Archive),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], FileRefusal.Archive), // xz
        ([0x28, 0xB5, 0x2F, 0xFD], FileRefusal.Archive), // Zstandard
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], FileRefusal.Archive), // older Office files
        ([0x7F, 0x45, 0x4C, 0x46], FileRefusal.Program), // ELF
        ([0xCF, 0xFA, 0xED, 0xFE], FileRefusal.Program), // Mach-O
        ([0xCA, 0xFE, 0xBA, 0xBE], FileRefusal.Program),
        ("%PDF-"u8.ToArray(), FileRefusal.Document),
        ([0xFF, 0xFE], FileRefusal.Utf16),
        ([0xFE, 0xFF], FileRefusal.Utf16),
    ];

    // Text may begin with these letters: only together with a zero byte, which no text has, do they mean what they say.
    private static readonly (byte[] Start, FileRefusal Kind)[] StartsWithZeros =
    [
        ("MZ"u8.ToArray(), FileRefusal.Program), ("BM"u8.ToArray(), FileRefusal.Picture), ("RIFF"u8.ToArray(), FileRefusal.Picture),
    ];

    /// <summary>Why a file with this head is refused; null when it may be text.</summary>
    public static FileRefusal? Refuse(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
            return FileRefusal.Empty;
        foreach (var (start, kind) in Starts)
        {
            if (head.StartsWith(start))
                return kind;
        }

        if (IsSvg(head))
            return FileRefusal.Picture;
        return head.Contains((byte)0) ? OfZeros(head) : null;
    }

    private static FileRefusal OfZeros(ReadOnlySpan<byte> head)
    {
        foreach (var (start, kind) in StartsWithZeros)
        {
            if (head.StartsWith(start))
                return kind;
        }

        // Western text in UTF-16 has a zero in every pair of bytes, always on the same side.
        var (even, odd) = (0, 0);
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] == 0)
                _ = i % 2 == 0 ? even++ : odd++;
        }

        return Math.Max(even, odd) >= head.Length / 4 && Math.Min(even, odd) * 10 <= Math.Max(even, odd) ? FileRefusal.Utf16 : FileRefusal.Binary;
    }

    private static bool IsSvg(ReadOnlySpan<byte> head)
    {
        var text = head[Ascii.Trim(head)];
        return text.StartsWith("<?xml"u8) && text.IndexOf("<svg"u8) >= 0;
    }
}
