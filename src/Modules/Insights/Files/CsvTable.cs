using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Diner.Insights.Files;

/// <summary>A CSV file whose first line names its columns. Read record by record, so a file may have any length; other columns than those asked for are left alone.</summary>
internal sealed class CsvTable : IDisposable
{
    private readonly CsvParser _parser;
    private readonly Dictionary<string, int> _columns = [];
    private bool _isBad;

    public CsvTable(TextReader text) => _parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
    {
        IgnoreBlankLines = true,
        TrimOptions = TrimOptions.Trim,
        MaxFieldSize = 10_000,
        BadDataFound = _ => _isBad = true,
    });

    /// <summary>The line on which the record ends.</summary>
    public long Line => _parser.RawRow;

    /// <summary>The value of a column; empty when the file or the record has none.</summary>
    public string this[string column] => _columns.TryGetValue(column, out var place) && place < _parser.Count ? _parser[place] : "";

    /// <summary>Reads the header; false, with errors, when it lacks one of the columns.</summary>
    public async ValueTask<bool> OpenAsync(IReadOnlyList<string> required, RowErrors errors)
    {
        if (!await _parser.ReadAsync())
        {
            errors.Add(1, "", $"The file is empty. Its first line names the columns: {string.Join(',', required)}.");
            return false;
        }

        for (var i = 0; i < _parser.Count; i++)
        {
            if (!_columns.TryAdd(_parser[i].TrimStart('\uFEFF').ToLowerInvariant(), i))
                errors.Add(1, _parser[i], "The column stands in the header twice.");
        }

        foreach (var missing in required.Where(column => !_columns.ContainsKey(column)))
            errors.Add(1, missing, $"The header has no column '{missing}'. It needs: {string.Join(',', required)}.");
        return errors.Count == 0;
    }

    /// <summary>Goes to the next record; one whose fields cannot be told apart is an error, and passed over.</summary>
    public async ValueTask<bool> NextAsync(RowErrors errors)
    {
        while (true)
        {
            _isBad = false;
            try
            {
                if (!await _parser.ReadAsync())
                    return false;
            }
            catch (MaxFieldSizeException)
            {
                errors.Add(Line + 1, "", "A field has no end. Close its quote.");
                return false;
            }

            if (_isBad)
                errors.Add(Line, "", "A quote stands in the middle of a field. Put the field in quotes and write its quotes twice.");
            else if (_parser.Count != _columns.Count)
                errors.Add(Line, "", $"The line has {_parser.Count} fields where the header names {_columns.Count}.");
            else
                return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _parser.Dispose();
}
