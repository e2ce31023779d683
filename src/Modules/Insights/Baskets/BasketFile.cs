using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Diner.Kernel;

namespace Diner.Insights.Baskets;

/// <summary>Reads <c>basket,item</c> as CSV (UTF-8, RFC 4180) with that header. The rows of a basket may stand anywhere; an item counts once in a basket.</summary>
public static class BasketFile
{
    /// <summary>Rows of a file at most.</summary>
    public const int RowsMax = 100_000_000;

    /// <summary>Characters of a name at most; a quote that is never closed ends here.</summary>
    public const int NameCharsMax = 1_000;

    /// <summary>Bad rows that are named before the rest is only counted.</summary>
    public const int BadRowsNamed = 20;

    /// <summary>The baskets, or <see cref="ProblemCode.InvalidRequest"/> with a line for each bad row: nothing is left out silently.</summary>
    public static Result<BasketSet> Read(Stream file)
    {
        using var text = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), leaveOpen: true);
        var isQuoteBad = false;
        using var csv = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            MaxFieldSize = NameCharsMax,
            CacheFields = true,
            BadDataFound = _ => isQuoteBad = true,
        });
        try
        {
            if (!csv.Read() || csv.Count != 2 || csv[0].Trim() != "basket" || csv[1].Trim() != "item")
                return Refuse("line 1: the first row must be: basket,item");
            var baskets = new BasketSet.Builder();
            var bad = new List<string>();
            while (csv.Read())
            {
                isQuoteBad = false;
                if (Fault(csv, ref isQuoteBad) is { } fault)
                    bad.Add($"line {csv.RawRow}: {fault}");
                else if (baskets.Rows == RowsMax)
                    return Refuse($"line {csv.RawRow}: a file has at most {RowsMax:N0} rows.");
                else
                    baskets.Add(csv[0], csv[1]);
            }

            return bad.Count > 0 ? Refuse(Told(bad)) : baskets.Build();
        }
        catch (DecoderFallbackException)
        {
            return Refuse($"line {csv.RawRow} or below: this is not UTF-8. Save the file as UTF-8.");
        }
        catch (MaxFieldSizeException)
        {
            return Refuse($"line {csv.RawRow}: a name is longer than {NameCharsMax:N0} characters, or its quote is never closed.");
        }
    }

    // A quote in the wrong place is noticed while a field is read, so the fields are read first.
    private static string? Fault(CsvParser csv, ref bool isQuoteBad)
    {
        var isBlank = csv.Count == 2 && (string.IsNullOrWhiteSpace(csv[0]) | string.IsNullOrWhiteSpace(csv[1]));
        if (csv.Count != 2)
            return $"{csv.Count} fields instead of 2; put a name that has a comma into quotes.";
        if (isQuoteBad)
            return "a quote stands inside a name; put the name into quotes and double the quote.";
        return isBlank ? "the basket or the item has no name." : null;
    }

    private static string Told(List<string> bad) =>
        string.Join('\n', bad.Take(BadRowsNamed)) + (bad.Count > BadRowsNamed ? $"\nand {bad.Count - BadRowsNamed:N0} more." : "");

    private static Problem Refuse(string detail) => new(ProblemCode.InvalidRequest, detail, "file");
}
