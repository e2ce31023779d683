using System.Globalization;
using Diner.Catalog.Goods;
using Diner.Catalog.Sheets;
using Diner.Kernel;

namespace Diner.Catalog.Work;

/// <summary>Says in a reader's language what is wrong, for lists that people download. The pages own the words; without them lists are in English.</summary>
public interface IReportWords
{
    /// <summary>The headings of a list of refused rows: row, product, code, column, cell, what to do.</summary>
    IReadOnlyList<string> OfRows(string language);

    /// <summary>The headings of a list of refused prices: code, what to do.</summary>
    IReadOnlyList<string> OfPrices(string language);

    /// <summary>What to do about a cell.</summary>
    string Of(SheetError error, string language);

    /// <summary>What to do about a value.</summary>
    string Of(Problem problem, string language);
}

/// <summary>Lists of what a job refused, a row each, the headings first.</summary>
internal sealed class RefusalLists(IEnumerable<IReportWords> words)
{
    private readonly IReportWords _words = words.FirstOrDefault() ?? new English();

    public IEnumerable<string[]> OfRows(GoodsPlan plan, IReadOnlyList<SheetRow> rows, string language)
    {
        var byNumber = rows.ToDictionary(row => row.Number);
        return plan.Errors
            .Select(error => (error, row: byNumber[error.Row]))
            .Select(pair => (string[])
            [
                pair.error.Row.ToString(CultureInfo.InvariantCulture), pair.row[SheetColumns.Product], pair.row[SheetColumns.Code], pair.error.Column, pair.row[pair.error.Column],
                _words.Of(pair.error, language),
            ])
            .Prepend([.. _words.OfRows(language)]);
    }

    public IEnumerable<string[]> OfPrices(IEnumerable<PriceStep> refused, string language) =>
        refused.Select(step => (string[])[step.Before.Code, _words.Of(step.Problem!, language)]).Prepend([.. _words.OfPrices(language)]);

    private sealed class English : IReportWords
    {
        public IReadOnlyList<string> OfRows(string language) => ["row", SheetColumns.Product, SheetColumns.Code, "column", "cell", "what to do"];

        public IReadOnlyList<string> OfPrices(string language) => [SheetColumns.Code, "what to do"];

        public string Of(SheetError error, string language) => error.Detail;

        public string Of(Problem problem, string language) => problem.Detail;
    }
}
