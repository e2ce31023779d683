namespace Diner.Web.Kit;

/// <summary>Text on its way into a spreadsheet, which would run some of it.</summary>
internal static class SheetCell
{
    private const string FormulaStarts = "=+-@\t\r";

    /// <summary>The text, with an apostrophe before what a spreadsheet would run as a formula.</summary>
    public static string Harmless(string value) =>
        value.Length > 0 && FormulaStarts.Contains(value[0], StringComparison.Ordinal) ? "'" + value : value;

    /// <summary>The harmless text as a cell of a CSV file (RFC 4180).</summary>
    public static string Csv(string value)
    {
        var harmless = Harmless(value);
        return harmless.AsSpan().ContainsAny(",\"\r\n\t") ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless;
    }
}
