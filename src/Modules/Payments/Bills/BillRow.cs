using System.Globalization;
using Diner.Kernel;

namespace Diner.Payments.Bills;

/// <summary>A line of a bill that cannot be read; the message is for whoever handed the bill in.</summary>
internal sealed class UnreadableBillException(string message) : Exception(message);

/// <summary>A row of a bill by the names of its columns. Providers pad values with tabs and put a backtick before them, so that spreadsheets leave numbers alone.</summary>
internal sealed class BillRow(IReadOnlyDictionary<string, int> columns, CurrencyCode currency)
{
    private static readonly char[] Padding = [' ', '\t', '`', '\u00A0'];

    private string[] _values = [];

    public int Number { get; private set; }

    /// <summary>The currency of amounts that name none.</summary>
    public CurrencyCode Currency => currency;

    public bool IsEmpty => Array.TrueForAll(_values, value => value.AsSpan().Trim(Padding).IsEmpty);

    public string this[string column] => columns.TryGetValue(column, out var at) && at < _values.Length ? _values[at].Trim(Padding) : "";

    public void Fill(int number, string[] values) => (Number, _values) = (number, values);

    /// <summary>The column, which may not be empty.</summary>
    public string Required(string column) => this[column] is { Length: > 0 } text ? text : throw Unreadable(column, "is empty");

    /// <summary>An amount without its sign, in the currency named or the channel's.</summary>
    public Money Amount(string column, CurrencyCode? of = null)
    {
        var text = Required(column).TrimStart('-', '+').Replace(",", "", StringComparison.Ordinal);
        return Money.TryParseMajor(text, of ?? currency, out var money) ? money : throw Unreadable(column, $"'{this[column]}' is no amount of {of ?? currency}");
    }

    /// <summary>A time of day in a zone that is that far east of UTC; null when the column is empty.</summary>
    public DateTimeOffset? Time(string column, TimeSpan east)
    {
        var text = this[column];
        if (text.Length == 0)
            return null;
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var read))
            throw Unreadable(column, $"'{text}' is no time");
        return read.Kind == DateTimeKind.Utc ? new DateTimeOffset(read) : new DateTimeOffset(DateTime.SpecifyKind(read, DateTimeKind.Unspecified), east);
    }

    public UnreadableBillException Unreadable(string column, string what) => new($"Line {Number}: {column} {what}. Download the bill again, or correct the line.");
}
