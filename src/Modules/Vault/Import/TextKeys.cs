using System.Text;
using Diner.Kernel;

namespace Diner.Vault.Import;

/// <summary>One key a line; with a separator each line is a pair of card number and password.</summary>
internal sealed class TextKeys(ByteLines lines, string separator, RejectLog rejects) : IKeyFormat
{
    private const int Utf8BytesPerCharMax = 3;

    private readonly byte[] _separator = Encoding.UTF8.GetBytes(separator);
    private readonly char[] _chars = new char[ByteLines.LineBytesMax];
    private readonly byte[] _decoded = new byte[ByteLines.LineBytesMax * Utf8BytesPerCharMax];

    public Problem? Problem => null;

    public async ValueTask<bool> FillAsync(PlainKeys chunk, CancellationToken ct)
    {
        while (!TakeUntilFull(chunk))
        {
            if (!await lines.FillAsync(ct))
                return false;
        }

        return true;
    }

    private bool TakeUntilFull(PlainKeys chunk)
    {
        while (!chunk.IsFull)
        {
            if (!lines.TryTake(out var line))
                return false;
            if (Write(line, chunk) is { } reason)
                rejects.Add(line.Number, reason);
        }

        return true;
    }

    private RejectReason? Write(ByteLine line, PlainKeys chunk)
    {
        if (line.IsTooLong)
            return RejectReason.TooLong;
        if (!TryText(line.Bytes, out var text))
            return RejectReason.NotText;
        if (KeyLine.Check(text) is { } reason)
            return reason;
        return _separator.Length == 0 ? WriteWhole(text, chunk) : WritePair(text, chunk);
    }

    // Most keys are ASCII, which needs no decoding.
    private bool TryText(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> text)
    {
        text = line[Ascii.Trim(line)];
        if (Ascii.IsValid(text))
            return true;
        if (!FileText.TryDecode(lines.Encoding, text, _chars, out var count))
            return false;
        text = _decoded.AsSpan(0, KeyLine.Encode(KeyLine.Trim(_chars.AsSpan(0, count)), _decoded));
        return true;
    }

    private static RejectReason? WriteWhole(ReadOnlySpan<byte> text, PlainKeys chunk)
    {
        chunk.Write(text);
        chunk.End();
        return null;
    }

    private RejectReason? WritePair(ReadOnlySpan<byte> text, PlainKeys chunk)
    {
        var at = text.IndexOf(_separator);
        if (at < 0)
            return RejectReason.SeparatorMissing;
        var card = KeyLine.Trim(text[..at]);
        var password = KeyLine.Trim(text[(at + _separator.Length)..]);
        if (card.IsEmpty || password.IsEmpty)
            return RejectReason.PartMissing;
        chunk.Write(text);
        KeyLine.WriteField(chunk, "card"u8, card);
        KeyLine.WriteField(chunk, "password"u8, password);
        chunk.End();
        return null;
    }
}
