namespace Diner.Vault.Import;

/// <summary>
/// The lines of a file as characters, for a parser that wants a reader. Line numbers stay what they are. What cannot be decoded, or
/// is too long, arrives as one of two characters that no text has, so that the record it belongs to is rejected by its number.
/// </summary>
internal sealed class DecodedLines(ByteLines lines) : TextReader
{
    public const char NotText = '\uFFFF';
    public const char TooLong = '\uFFFE';

    /// <summary>A record that goes on for more than this has a quote that was never closed; reading ends there.</summary>
    public const int RecordCharsMax = 64 * 1024;

    private readonly char[] _chars = new char[ByteLines.LineBytesMax + 1];
    private int _start;
    private int _end;
    private int _sinceRecord;

    public bool IsRunaway { get; private set; }

    /// <summary>Tells that the parser has seen the end of a record.</summary>
    public void RecordEnded() => _sinceRecord = 0;

    public override async Task<int> ReadAsync(char[] buffer, int index, int count)
    {
        // The parser has no token to give; the import checks its own between two records.
        if (_start == _end && !await NextLineAsync(CancellationToken.None))
            return 0;
        IsRunaway = (_sinceRecord += Math.Min(count, _end - _start)) > RecordCharsMax;
        if (IsRunaway)
            return 0;
        var read = Math.Min(count, _end - _start);
        _chars.AsSpan(_start, read).CopyTo(buffer.AsSpan(index));
        _start += read;
        return read;
    }

    private async ValueTask<bool> NextLineAsync(CancellationToken ct)
    {
        while (!TryDecodeLine())
        {
            if (!await lines.FillAsync(ct))
                return false;
        }

        return true;
    }

    private bool TryDecodeLine()
    {
        if (!lines.TryTake(out var line))
            return false;
        var length = 1;
        if (line.IsTooLong)
            _chars[0] = TooLong;
        else if (!FileText.TryDecode(lines.Encoding, line.Bytes, _chars.AsSpan(0, ByteLines.LineBytesMax), out length))
            (_chars[0], length) = (NotText, 1);
        _chars[length] = '\n';
        (_start, _end) = (0, length + 1);
        return true;
    }
}
