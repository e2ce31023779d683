using System.Text;
using Microsoft.AspNetCore.Http;
using MiniExcelLibs;

namespace Diner.Web.Kit;

/// <summary>A small table as a file to take away. What is long is long work instead.</summary>
internal static class TableFile
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The table as <c>csv</c> (UTF-8 with a mark, RFC 4180) or <c>xlsx</c>; there are no others. A minus before a number is not what a spreadsheet would run.</summary>
    public static IResult Of(string format, string name, IReadOnlyList<string> headings, IReadOnlyList<string[]> rows)
    {
        if (format == "xlsx")
        {
            using var workbook = new MemoryStream();
            var sheet = rows.Select(row => headings.Zip(row).ToDictionary(cell => cell.First, cell => Value(cell.Second))).ToList();
            workbook.SaveAs(sheet.Count > 0 ? sheet : [headings.ToDictionary(heading => heading, _ => (object)"")]);
            return Results.File(workbook.ToArray(), Workbook, $"{name}.xlsx");
        }

        if (format != "csv")
            return Results.NotFound();
        var text = new StringBuilder("\ufeff").Append(Line(headings));
        foreach (var row in rows)
            text.Append(Line(row));
        return Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", $"{name}.csv");
    }

    private static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(cell => decimal.TryParse(cell, out _) ? cell : SheetCell.Csv(cell))) + "\r\n";

    private static object Value(string cell) => decimal.TryParse(cell, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : SheetCell.Harmless(cell);
}
