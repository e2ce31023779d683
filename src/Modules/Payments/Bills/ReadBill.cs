using System.Globalization;
using System.Runtime.CompilerServices;
using CsvHelper;
using CsvHelper.Configuration;
using Diner.Kernel;

namespace Diner.Payments.Bills;

/// <summary>Reads the movements of a bill one by one; memory does not grow with it.</summary>
internal static class ReadBill
{
    /// <summary>Lines before the header that are looked at: account, dates, headings.</summary>
    private const int PreambleRowsMax = 100;

    /// <summary>The movements, in the order of the file.</summary>
    /// <exception cref="UnreadableBillException">A row cannot be read, or the columns are not there.</exception>
    public static async IAsyncEnumerable<BillLine> CsvAsync(Func<CancellationToken, Task<Stream>> open, BillShape shape, CurrencyCode currency, [EnumeratorCancellation] CancellationToken ct)
    {
        using var text = await BillText.OpenAsync(open, ct);
        using var csv = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            BadDataFound = null,
            AllowComments = shape.HasComments,
            Comment = '#',
            CacheFields = false,
        });
        var row = new BillRow(await HeaderAsync(csv, shape), currency);
        while (await csv.ReadAsync())
        {
            ct.ThrowIfCancellationRequested();
            row.Fill(csv.RawRow, csv.Record!);
            if (shape.IsEnd(row))
                yield break;
            if (!row.IsEmpty && shape.Read(row) is { } line)
                yield return line;
        }
    }

    private static async Task<IReadOnlyDictionary<string, int>> HeaderAsync(CsvParser csv, BillShape shape)
    {
        for (var rows = 0; rows < PreambleRowsMax && await csv.ReadAsync(); rows++)
        {
            var names = csv.Record!.Select(name => name.Trim(' ', '\t', '`', '\uFEFF')).ToList();
            if (shape.Columns.All(names.Contains))
                return names.Select((name, at) => (name, at)).DistinctBy(column => column.name).ToDictionary(column => column.name, column => column.at);
        }

        throw new UnreadableBillException($"This is no {shape.Name} bill: no row names the columns {string.Join(", ", shape.Columns)}. Choose the right kind, or download the detailed bill.");
    }
}
