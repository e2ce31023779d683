using System.Buffers;
using System.Text;
using Diner.Vault.Keys;

namespace Diner.Vault.Import;

/// <summary>The rules a key's text must keep, whatever file it came in, and how its plaintext is written.</summary>
internal static class KeyLine
{
    /// <summary>UTF-8 bytes of a key's text.</summary>
    public const int TextBytesMax = 4 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Why this text is no key; null when it is one.</summary>
    public static RejectReason? Check(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return RejectReason.Blank;
        if (text.Length > TextBytesMax)
            return RejectReason.TooLong;
        return HasControl(text) ? RejectReason.ControlCharacter : null;
    }

    /// <summary>Appends a named part to the plaintext that is being written.</summary>
    public static void WriteField(PlainKeys chunk, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        chunk.Write(KeyText.FieldMark);
        chunk.Write(name);
        chunk.Write(KeyText.ValueMark);
        chunk.Write(value);
    }

    /// <summary>Trims what people and their editors leave around a key: any white space, and a stray byte order mark.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsSpace(text[start]))
            start++;
        while (end > start && IsSpace(text[end - 1]))
            end--;
        return text[start..end];
    }

    /// <summary>The same of UTF-8.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (Rune.DecodeFromUtf8(text, out var first, out var length) == OperationStatus.Done && IsSpace(first))
            text = text[length..];
        while (Rune.DecodeLastFromUtf8(text, out var last, out var length) == OperationStatus.Done && IsSpace(last))
            text = text[..^length];
        return text;
    }

    public static int Encode(ReadOnlySpan<char> text, Span<byte> bytes) => Utf8.GetBytes(text, bytes);

    private static bool IsSpace(Rune rune) => rune.IsBmp && IsSpace((char)rune.Value);

    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || c == '\uFEFF';

    private static bool HasControl(ReadOnlySpan<byte> text)
    {
        for (var found = text.IndexOfAnyInRange((byte)0, (byte)0x1F); found >= 0; found = text.IndexOfAnyInRange((byte)0, (byte)0x1F))
        {
            if (text[found] != '\t')
                return true;
            text = text[(found + 1)..];
        }

        return text.Contains((byte)0x7F);
    }
}
