using Diner.Vault.Import;

namespace Diner.Vault.Keys;

/// <summary>
/// The columns of a CSV file that gives the same keys when it is read again. The columns are the fields of the keys in the order they are met.
/// Reading joins the values to the text; where that would give another text, or no fields, a column <see cref="CsvKeys.TextColumn"/> tells it.
/// </summary>
internal sealed class ExportLayout
{
    private const string OnlyColumn = "key";
    private const string Joined = " ";

    private static readonly System.Buffers.SearchValues<char> Quoted = System.Buffers.SearchValues.Create(",\"\r\n");

    private readonly List<string> _columns = [];
    private bool _isTold = true;
    private bool _hasBare;

    public IReadOnlyList<string> Columns => _columns;

    // One column alone is read as a key without fields.
    private bool TellsText => _columns.Count > 0 && (!_isTold || _hasBare || _columns.Count == 1);

    /// <summary>Takes note of a key that will be written.</summary>
    public void Add(KeyText key)
    {
        foreach (var name in key.Fields.Keys)
        {
            if (!_columns.Contains(name))
                _columns.Add(name);
        }

        _hasBare |= key.Fields.Count == 0;
        _isTold &= IsTold(key);
    }

    /// <summary>False for a key that came in after the columns were settled and does not fit them.</summary>
    public bool Fits(KeyText key) => key.Fields.Keys.All(_columns.Contains) && (TellsText || (_columns.Count > 0 ? key.Fields.Count > 0 && IsTold(key) : key.Fields.Count == 0));

    public string Header() => Row(_columns.Count == 0 ? [OnlyColumn] : TellsText ? [CsvKeys.TextColumn, .. _columns] : _columns);

    public string Line(KeyText key)
    {
        if (_columns.Count == 0)
            return Row([key.Text]);
        var values = _columns.Select(column => key.Fields.GetValueOrDefault(column, ""));
        return Row(TellsText ? values.Prepend(key.Text) : values);
    }

    private bool IsTold(KeyText key) => key.Fields.Count == 0 || key.Text == string.Join(Joined, _columns.Where(key.Fields.ContainsKey).Select(column => key.Fields[column]));

    // As it is: what a spreadsheet would want masked is part of a key.
    private static string Row(IEnumerable<string> values) => string.Join(',', values.Select(Cell)) + "\r\n";

    private static string Cell(string value) => value.AsSpan().ContainsAny(Quoted) ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}
