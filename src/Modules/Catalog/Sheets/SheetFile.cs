using System.Globalization;
using System.IO.Compression;
using CsvHelper;
using CsvHelper.Configuration;
using Diner.Kernel;
using MiniExcelLibs;

namespace Diner.Catalog.Sheets;

/// <summary>How a sheet is written.</summary>
public enum SheetKind
{
    /// <summary>CSV, UTF-8.</summary>
    Csv,

    /// <summary>A workbook.</summary>
    Xlsx,
}

/// <summary>Reads and writes sheets as CSV (UTF-8) and XLSX. Which of them a file is, its bytes say, not its name.</summary>
public static class SheetFile
{
    /// <summary>Bytes of a file at most.</summary>
    public const int BytesMax = 5 * 1024 * 1024;

    /// <summary>Rows of a file at most.</summary>
    public const int RowsMax = 5_000;

    // What a workbook may unfold to: a zip of a few kilobytes could be gigabytes.
    private const long UnpackedBytesMax = 64 * 1024 * 1024;
    private const int PartsMax = 200;

    private const int CellShownMax = 40;

    /// <summary>The rows below the header; <see cref="ProblemCode.InvalidRequest"/> when the file is no sheet of ours, with what to do.</summary>
    public static Result<IReadOnlyList<SheetRow>> Read(byte[] file)
    {
        if (file.Length is 0 or > BytesMax)
            return Refuse("sheet_size", $"Choose a file of at most {BytesMax / 1024 / 1024} MB.", $"{BytesMax / 1024 / 1024}");
        try
        {
            return ToRows(file.AsSpan().StartsWith("PK"u8) ? Workbook(file) : Text(file));
        }
        catch (Exception unreadable) when (unreadable is CsvHelperException or InvalidDataException or IOException or System.Xml.XmlException or NotSupportedException or FormatException or KeyNotFoundException or NullReferenceException or ArgumentException)
        {
            // What others' parsers throw at a file that is none: nothing was written, so it is only the file that is wrong.
            return Refuse("sheet_unreadable", "The file could not be read. Save it as CSV (UTF-8) or XLSX.");
        }
    }

    /// <summary>A CSV file, with the mark that makes spreadsheets read it as UTF-8.</summary>
    public static void WriteCsv(Stream to, IEnumerable<SheetRow> rows)
    {
        using var text = new StreamWriter(to, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        using var csv = new CsvWriter(text, CultureInfo.InvariantCulture);
        foreach (var cells in rows.Select(row => SheetColumns.All.Select(column => row[column])).Prepend(SheetColumns.All))
        {
            foreach (var cell in cells)
                csv.WriteField(cell);
            csv.NextRecord();
        }
    }

    /// <summary>An XLSX file; every cell is text, so that codes keep their zeros.</summary>
    public static void WriteXlsx(Stream to, IEnumerable<SheetRow> rows) =>
        to.SaveAs(rows.Select(row => SheetColumns.All.ToDictionary(column => column, column => (object)row[column])).ToList());

    private static IEnumerable<string[]> Text(byte[] file)
    {
        using var text = new StreamReader(new MemoryStream(file), new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true));
        using var csv = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture) { MaxFieldSize = 100_000 });
        while (csv.Read())
            yield return csv.Record ?? [];
    }

    private static List<string[]> Workbook(byte[] file)
    {
        if (!UnfoldsWithinLimits(file))
            throw new InvalidDataException("the workbook unfolds to too much");
        using var stream = new MemoryStream(file);
        return [.. stream.Query(useHeaderRow: false, excelType: ExcelType.XLSX).Cast<IDictionary<string, object?>>().Take(RowsMax + 2)
            .Select(row => row.Values.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "").ToArray())];
    }

    // What the directory says is not believed: each part is unpacked and counted.
    private static bool UnfoldsWithinLimits(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
        var left = UnpackedBytesMax;
        var buffer = new byte[64 * 1024];
        foreach (var part in zip.Entries)
        {
            using var content = part.Open();
            for (int read; left >= 0 && (read = content.Read(buffer)) > 0;)
                left -= read;
        }

        return left >= 0 && zip.Entries.Count <= PartsMax;
    }

    private static Result<IReadOnlyList<SheetRow>> ToRows(IEnumerable<string[]> lines)
    {
        var all = lines.Take(RowsMax + 2).ToList();
        if (all.Count == 0)
            return Refuse("sheet_empty", "The file is empty.");
        if (all.Count > RowsMax + 1)
            return Refuse("sheet_rows", $"Put at most {RowsMax} rows into one file.", $"{RowsMax}");
        var header = all[0].Select(cell => cell.Trim().ToLowerInvariant()).ToList();
        if (header.Find(column => column.Length > 0 && !SheetColumns.All.Contains(column)) is { } unknown)
            return Refuse("sheet_column_unknown", $"The column '{Cut(unknown)}' is none of ours: start from an exported file.", Cut(unknown));
        if (!header.Contains(SheetColumns.Product) || header.Where(column => column.Length > 0).Distinct().Count() != header.Count(column => column.Length > 0))
            return Refuse("sheet_header", "The first row must name the columns, each once, with 'product' among them: start from an exported file.");
        return Result<IReadOnlyList<SheetRow>>.Of([.. all.Skip(1)
            .Select((cells, n) => new SheetRow(n + 2, header.Zip(cells).Where(pair => pair.First.Length > 0).ToDictionary(pair => pair.First, pair => pair.Second.ReplaceLineEndings("\n").Trim())))
            .Where(row => row.Cells.Values.Any(cell => cell.Length > 0))]);
    }

    private static string Cut(string cell) => cell.Length <= CellShownMax ? cell : cell[..CellShownMax] + "…";

    private static Problem Refuse(string reason, string detail, params string[] values) => new(ProblemCode.InvalidRequest, detail, "file") { Reason = reason, Values = values };
}
