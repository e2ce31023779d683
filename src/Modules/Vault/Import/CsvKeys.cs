using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Diner.Kernel;

namespace Diner.Vault.Import;

/// <summary>
/// CSV with a header row. With one column a record is a key without fields, like a line of text. With more, each value is a field
/// named by its column, and the key's text is the values that are not empty, joined by the separator. An export writes a column
/// <see cref="TextColumn"/> where that would give another text: it is the text, and no field.
/// </summary>
internal sealed class CsvKeys : IKeyFormat, IDisposable
{
    /// <summary>The column that is a key's whole text.</summary>
    public const string TextColumn = "$text";

    private const int ColumnsMax = 16;

    // A pool has keys of many files.
    private const int ExportedColumnsMax = 64;

    private const int ColumnNameCharsMax = 64;

    private readonly DecodedLines _lines;
    private readonly CsvParser _parser;
    private readonly RejectLog _rejects;
    private readonly byte[] _separator;
    private readonly byte[] _text = new byte[DecodedLines.RecordCharsMax * 4];
    private byte[][]? _columns;
    private int _textColumn = -1;
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
            Problem = Refusal("keys_csv_unclosed", $"The record that begins on line {row + 1} does not end. Close its quote.", row + 1);
        else if (!isRead && _columns is null)
            Problem = Refusal("keys_csv_empty", "The file is empty. CSV begins with a row that names the columns.");
        return isRead && Problem is null;
    }

    private Problem? ReadHeader()
    {
        var names = (_parser.Record ?? []).Select(name => KeyLine.Trim(name).ToString()).ToArray();
        _textColumn = Array.IndexOf(names, TextColumn);
        var most = _textColumn < 0 ? ColumnsMax : ExportedColumnsMax + 1;
        if (names.Length > most)
            return Refusal("keys_csv_columns", $"The header names {names.Length} columns. At most {most} can be stored.", names.Length, most);
        if (names.Any(name => name.Length is 0 or > ColumnNameCharsMax || name.Any(c => char.IsControl(c) || c is DecodedLines.NotText or DecodedLines.TooLong)))
            return Refusal("keys_csv_header", $"The first row must name every column, in at most {ColumnNameCharsMax} characters.", ColumnNameCharsMax);
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Length)
            return Refusal("keys_csv_twice", "Two columns have the same name. Rename one.");
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
        if (values.Length != _columns!.Length)
            return RejectReason.ColumnCount;
        return _textColumn < 0 ? WriteFields(values, chunk) : WriteTold(values, chunk);
    }

    // The text is told; the other values are its fields, which together are no longer than a text may be.
    private RejectReason? WriteTold(string[] values, PlainKeys chunk)
    {
        var text = Encoding.UTF8.GetBytes(KeyLine.Trim(values[_textColumn]).ToString());
        var fields = values.Select(value => Encoding.UTF8.GetBytes(KeyLine.Trim(value).ToString())).ToArray();
        if (KeyLine.Check(text) is { } reason)
            return reason;
        if (fields.Sum(field => field.Length) - text.Length > KeyLine.TextBytesMax)
            return RejectReason.TooLong;
        if (fields.Any(field => field.Length > 0 && KeyLine.Check(field) is not null))
            return RejectReason.ControlCharacter;
        chunk.Write(text);
        for (var i = 0; i < fields.Length; i++)
        {
            if (i != _textColumn && fields[i].Length > 0)
                KeyLine.WriteField(chunk, _columns![i], fields[i]);
        }

        chunk.End();
        return null;
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

    private static Problem Refusal(string reason, string detail, params int[] values) =>
        new(ProblemCode.InvalidRequest, detail, "file") { Reason = reason, Values = [.. values.Select(value => value.ToString(CultureInfo.InvariantCulture))] };
}
