using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Diner.Kernel;

namespace Diner.Vault.Import;

/// <summary>
/// CSV with a header row. With one column a record is a key without fields, like a line of text. With more, each value is a field
/// named by its column, and the key's text is the values that are not empty, joined by the separator.
/// </summary>
internal sealed class CsvKeys : IKeyFormat, IDisposable
{
    private const int ColumnsMax = 16;
    private const int ColumnNameCharsMax = 64;

    private readonly DecodedLines _lines;
    private readonly CsvParser _parser;
    private readonly RejectLog _rejects;
    private readonly byte[] _separator;
    private readonly byte[] _text = new byte[DecodedLines.RecordCharsMax * 4];
    private byte[][]? _columns;
    private bool _hasBadQuote;

    public CsvKeys(ByteLines lines, string separator, RejectLog rejects)
    {
        (_lines, _rejects) = (new DecodedLines(lines), rejects);
        _separator = Encoding.UTF8.GetBytes(separator.Length == 0 ? " " : separator);
        _parser = new CsvParser(_lines, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            IgnoreBlankLines = false,
            CacheFields = false,
            BadDataFound = _ => _hasBadQuote = true,
        });
    }

    public Problem? Problem { get; private set; }

    public async ValueTask<bool> FillAsync(PlainKeys chunk, CancellationToken ct)
    {
        while (!chunk.IsFull && Problem is null)
        {
            ct.ThrowIfCancellationRequested();
            if (!await NextRecordAsync())
                return false;
            if (_columns is null)
                Problem = ReadHeader();
            else if (Write(chunk) is { } reason)
                _rejects.Add(_parser.RawRow, reason);
        }

        return Problem is null;
    }

    public void Dispose()
    {
        _parser.Dispose();
        _lines.Dispose();
    }

    private async ValueTask<bool> NextRecordAsync()
    {
        var row = _parser.RawRow;
        var isRead = await _parser.ReadAsync();
        _lines.RecordEnded();
        if (_lines.IsRunaway)
            Problem = Refusal($"The record that begins on line {row + 1} does not end. Close its quote.");
        else if (!isRead && _columns is null)
            Problem = Refusal("The file is empty. CSV begins with a row that names the columns.");
        return isRead && Problem is null;
    }

    private Problem? ReadHeader()
    {
        var names = (_parser.Record ?? []).Select(name => KeyLine.Trim(name).ToString()).ToArray();
        if (names.Length > ColumnsMax)
            return Refusal($"The header names {names.Length} columns. At most {ColumnsMax} can be stored.");
        if (names.Any(name => name.Length is 0 or > ColumnNameCharsMax || name.Any(c => char.IsControl(c) || c is DecodedLines.NotText or DecodedLines.TooLong)))
            return Refusal($"The first row must name every column, in at most {ColumnNameCharsMax} characters.");
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Length)
            return Refusal("Two columns have the same name. Rename one.");
        _columns = [.. names.Select(Encoding.UTF8.GetBytes)];
        return null;
    }

    private RejectReason? Write(PlainKeys chunk)
    {
        _hasBadQuote = false;
        var values = _parser.Record ?? [];
        if (_hasBadQuote)
            return RejectReason.BadQuote;
        if (values.Any(value => value.Contains(DecodedLines.TooLong)))
            return RejectReason.TooLong;
        if (values.Any(value => value.Contains(DecodedLines.NotText)))
            return RejectReason.NotText;
        if (values.All(value => KeyLine.Trim(value).IsEmpty))
            return RejectReason.Blank;
        return values.Length == _columns!.Length ? WriteFields(values, chunk) : RejectReason.ColumnCount;
    }

    private RejectReason? WriteFields(string[] values, PlainKeys chunk)
    {
        Span<Range> parts = stackalloc Range[ColumnsMax];
        var length = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var value = KeyLine.Trim(values[i]);
            if (length > 0 && !value.IsEmpty)
            {
                _separator.CopyTo(_text.AsSpan(length));
                length += _separator.Length;
            }

            var bytes = KeyLine.Encode(value, _text.AsSpan(length));
            parts[i] = length..(length + bytes);
            length += bytes;
        }

        var text = _text.AsSpan(0, length);
        if (KeyLine.Check(text) is { } reason)
            return reason;
        chunk.Write(text);
        for (var i = 0; i < values.Length && values.Length > 1; i++)
        {
            if (!text[parts[i]].IsEmpty)
                KeyLine.WriteField(chunk, _columns![i], text[parts[i]]);
        }

        chunk.End();
        return null;
    }

    private static Problem Refusal(string detail) => new(ProblemCode.InvalidRequest, detail, "file");
}
