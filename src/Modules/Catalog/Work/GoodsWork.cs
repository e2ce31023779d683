using System.Text;
using CsvHelper;
using Diner.Data.LongWork;

namespace Diner.Catalog.Work;

/// <summary>The kinds of long work of the catalog, and what they share.</summary>
internal static class GoodsWork
{
    /// <summary>A sheet of goods comes in.</summary>
    public const string Import = "goods.import";

    /// <summary>Goods are written to a sheet.</summary>
    public const string Export = "goods.export";

    /// <summary>Goods that were chosen, or that a filter finds, are changed.</summary>
    public const string Change = "goods.change";

    /// <summary>Writes what was refused, a row each, for spreadsheets.</summary>
    public static async Task WriteReportAsync(WorkRun run, string name, IEnumerable<string[]> rows, CancellationToken ct)
    {
        var output = await run.CreateOutputAsync(name, "text/csv; charset=utf-8", ct);
        await using var text = new StringWriter();
        await using (var csv = new CsvWriter(text, System.Globalization.CultureInfo.InvariantCulture, leaveOpen: true))
        {
            foreach (var row in rows)
            {
                foreach (var cell in row)
                    csv.WriteField(Harmless(cell));
                await csv.NextRecordAsync();
            }
        }

        await output.WriteAsync(Encoding.UTF8.GetBytes("\uFEFF" + text), ct);
    }

    // A cell that a spreadsheet would run is text.
    private static string Harmless(string cell) => cell.Length > 0 && "=+-@\t\r".Contains(cell[0], StringComparison.Ordinal) ? "'" + cell : cell;
}
