using System.Security.Cryptography;

namespace Diner.Vault.Import;

/// <summary>A line of a file, valid until the next fill.</summary>
internal readonly ref struct ByteLine(ReadOnlySpan<byte> bytes, int number, bool isTooLong)
{
    /// <summary>Without its end; not to be read when the line is too long.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public int Number { get; } = number;

    public bool IsTooLong { get; } = isTooLong;
}

/// <summary>
/// Cuts a stream into lines in one buffer, whatever the lines' length, digests it on the way, and finds out its encoding.
/// A line feed is a line feed in UTF-8 and in GBK (no trailing byte of GBK is below 0x30), so lines are cut before they are decoded.
/// Fill, then take until there is no more, and again.
/// </summary>
internal sealed class ByteLines(Stream file) : IDisposable
{
    /// <summary>Longer lines are counted and skipped. More than a key may have, because space is trimmed after this.</summary>
    public const int LineBytesMax = 16 * 1024;

    private const int BufferBytes = 128 * 1024;
    private const int SampleBytesMin = 4 * 1024;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private KeyFileEncoding? _encoding;
    private int _start;
    private int _end;
    private bool _ended;
    private bool _skipping;
    private int _number;

    public long BytesRead { get; private set; }

    /// <summary>True when the file begins with the byte order mark of UTF-16, which nobody reads here.</summary>
    public bool IsUtf16 { get; private set; }

    /// <summary>Certain from the first line outside ASCII on; before it there is no difference.</summary>
    public KeyFileEncoding Encoding => _encoding ?? KeyFileEncoding.Utf8;

    /// <summary>False when the file was read to its end before.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken ct)
    {
        if (_ended)
            return false;
        _buffer.AsSpan(_start.._end).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        var isFirst = BytesRead == 0;
        await ReadAsync(ct);
        while (!_ended && _end < BufferBytes && ((isFirst && _end < SampleBytesMin) || NeedsMoreToGuess()))
            await ReadAsync(ct);
        if (isFirst)
            SkipMark();
        if (_encoding is null && FirstBeyondAscii() is var first and >= 0)
            _encoding = FileText.Guess(_buffer.AsSpan(first.._end), _ended);
        return true;
    }

    public bool TryTake(out ByteLine line)
    {
        line = default;
        var rest = _buffer.AsSpan(_start.._end);
        var length = rest.IndexOf((byte)'\n');
        var isLast = length < 0 && _ended && (rest.Length > 0 || _skipping);
        if (length < 0 && !isLast)
        {
            SkipWhenTooLong(rest.Length);
            return false;
        }

        var bytes = isLast ? rest : rest[..length];
        _start += isLast ? rest.Length : length + 1;
        line = new ByteLine(bytes, ++_number, _skipping || bytes.Length > LineBytesMax);
        _skipping = false;
        return true;
    }

    /// <summary>The digest of what was read, hex.</summary>
    public string Sha256() => Convert.ToHexStringLower(_sha256.GetCurrentHash());

    public void Dispose() => _sha256.Dispose();

    private async ValueTask ReadAsync(CancellationToken ct)
    {
        var read = await file.ReadAsync(_buffer.AsMemory(_end), ct);
        _sha256.AppendData(_buffer.AsSpan(_end, read));
        BytesRead += read;
        _end += read;
        _ended = read == 0;
    }

    private bool NeedsMoreToGuess() => _encoding is null && FirstBeyondAscii() is var first and >= 0 && _end - first < SampleBytesMin;

    private int FirstBeyondAscii()
    {
        var found = _buffer.AsSpan(_start.._end).IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
        return found < 0 ? found : _start + found;
    }

    private void SkipMark()
    {
        var head = _buffer.AsSpan(_start.._end);
        IsUtf16 = head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
        if (!head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return;
        _start += 3;
        _encoding = KeyFileEncoding.Utf8;
    }

    // The head of a line that is too long has no more use than its tail.
    private void SkipWhenTooLong(int length)
    {
        if (length <= LineBytesMax)
            return;
        _skipping = true;
        _start = _end;
    }
}
