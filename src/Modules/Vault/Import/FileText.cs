using System.Text;
using System.Text.Unicode;

namespace Diner.Vault.Import;

/// <summary>Tells UTF-8 from GBK and decodes either, strictly.</summary>
internal static class FileText
{
    private const int CodePageGb18030 = 54936;
    private const char Replacement = '\uFFFD';
    private const int Utf8SequenceBytesMax = 4;

    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        CodePageGb18030, EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(Replacement.ToString()))!;

    /// <summary>
    /// Guesses from the part of a file that begins with its first byte outside ASCII. Lines vote: text in GBK is hardly ever valid
    /// UTF-8, and one damaged line must not make a UTF-8 file into GBK, which would turn its keys into other keys without a word.
    /// </summary>
    public static KeyFileEncoding Guess(ReadOnlySpan<byte> sample, bool isWhole)
    {
        var (utf8, other) = (0, 0);
        while (!sample.IsEmpty)
        {
            var end = sample.IndexOf((byte)'\n');
            var line = end < 0 ? sample : sample[..end];
            sample = end < 0 ? [] : sample[(end + 1)..];
            if (Ascii.IsValid(line))
                continue;
            if (IsUtf8(line, mayBeCut: end < 0 && !isWhole))
                utf8++;
            else
                other++;
        }

        return utf8 >= other ? KeyFileEncoding.Utf8 : KeyFileEncoding.Gbk;
    }

    /// <summary>False when the bytes are no text in that encoding, or hold what is no character (U+FFFE, U+FFFF).</summary>
    public static bool TryDecode(KeyFileEncoding encoding, ReadOnlySpan<byte> bytes, Span<char> chars, out int count)
    {
        if (encoding == KeyFileEncoding.Utf8)
            return Utf8.ToUtf16(bytes, chars, out _, out count, replaceInvalidSequences: false) == System.Buffers.OperationStatus.Done && !HasNoCharacter(chars[..count]);
        count = Gb18030.GetChars(bytes, chars);
        return !chars[..count].Contains(Replacement) && !HasNoCharacter(chars[..count]);
    }

    private static bool HasNoCharacter(ReadOnlySpan<char> text) => text.ContainsAny(DecodedLines.TooLong, DecodedLines.NotText);

    private static bool IsUtf8(ReadOnlySpan<byte> line, bool mayBeCut)
    {
        var cutMax = mayBeCut ? Math.Min(Utf8SequenceBytesMax - 1, line.Length - 1) : 0;
        for (var cut = 0; cut <= cutMax; cut++)
        {
            if (Utf8.IsValid(line[..^cut]))
                return true;
        }

        return false;
    }
}
