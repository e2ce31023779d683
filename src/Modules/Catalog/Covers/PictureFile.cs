using System.Buffers.Binary;

namespace Diner.Catalog.Covers;

/// <summary>
/// Tells by its bytes whether a file is one PNG, JPEG or WebP and nothing else, before any decoder sees it. What follows the end of the
/// picture could be another file that somebody hopes to have served from our address.
/// </summary>
internal static class PictureFile
{
    private const int PdfHeaderWithin = 1024;
    private const int PngChunkOverhead = 12;

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Null when it is such a file.</summary>
    public static CoverOutcome? Problem(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
            return CoverOutcome.Empty;
        if (End(file) is not { } end)
            return CoverOutcome.NotAPicture;
        if (end < 0 || end > file.Length)
            return CoverOutcome.Broken;
        return end < file.Length || file[..Math.Min(file.Length, PdfHeaderWithin)].IndexOf("%PDF-"u8) >= 0 ? CoverOutcome.TwoThings : null;
    }

    // Where the picture ends; negative when it does not, null when it is none.
    private static int? End(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith(Png))
            return EndOfPng(file);
        if (file.Length >= 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8))
            return (int)Math.Min(int.MaxValue, 8L + BinaryPrimitives.ReadUInt32LittleEndian(file[4..]));
        return IsJpeg(file) ? EndOfJpegs(file) : null;
    }

    private static int EndOfPng(ReadOnlySpan<byte> file)
    {
        for (long at = Png.Length; at + PngChunkOverhead <= file.Length;)
        {
            var chunk = file[(int)at..];
            at += PngChunkOverhead + BinaryPrimitives.ReadUInt32BigEndian(chunk);
            if (chunk[4..].StartsWith("IEND"u8))
                return at <= file.Length ? (int)at : -1;
        }

        return -1;
    }

    private static bool IsJpeg(ReadOnlySpan<byte> file) => file.Length > 3 && file[0] == 0xFF && file[1] == 0xD8 && file[2] == 0xFF;

    // Phones append a second JPEG, the brightness of the first: it is a picture too.
    private static int EndOfJpegs(ReadOnlySpan<byte> file)
    {
        var end = 0;
        while (end < file.Length && IsJpeg(file[end..]))
        {
            var length = EndOfJpeg(file[end..]);
            if (length < 0)
                return -1;
            end += length;
        }

        return file[end..].IndexOfAnyExcept((byte)0) < 0 ? file.Length : end;
    }

    private static int EndOfJpeg(ReadOnlySpan<byte> file)
    {
        const byte EndOfImage = 0xD9, StartOfScan = 0xDA;
        var at = 2;
        while (at + 1 < file.Length && file[at] == 0xFF)
        {
            var marker = file[at + 1];
            if (marker == EndOfImage)
                return at + 2;
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (at + 3 >= file.Length)
                return -1;
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (marker == StartOfScan)
                at = EndOfScan(file, at);
        }

        return -1;
    }

    // Within a scan FF is followed by 0 (the byte itself) or a restart marker; anything else is the next marker.
    private static int EndOfScan(ReadOnlySpan<byte> file, int at)
    {
        for (; at + 1 < file.Length; at++)
        {
            if (file[at] == 0xFF && file[at + 1] is not (0x00 or >= 0xD0 and <= 0xD7))
                return at;
        }

        return file.Length;
    }
}
