using System.Globalization;
using Diner.Catalog.Sheets;
using Diner.Catalog.Work;
using Diner.Kernel;
using Diner.Web.Kit;
using Diner.Web.Text;
using Microsoft.Extensions.Localization;

namespace Diner.Web.Merchant.Goods;

/// <summary>What is wrong with goods, in the words of their pages.</summary>
internal sealed class GoodsReportWords(IStringLocalizer<GoodsText> texts) : IReportWords
{
    public IReadOnlyList<string> OfRows(string language) => In(language, () => (string[])[texts["SheetRow"], texts["Slug"], texts["Code"], texts["SheetColumn"], texts["SheetCell"], texts["WhatToDo"]]);

    public IReadOnlyList<string> OfPrices(string language) => In(language, () => (string[])[texts["Code"], texts["WhatToDo"]]);

    public string Of(SheetError error, string language) => In(language, () => Of(texts, error));

    public string Of(Problem problem, string language) => In(language, () => ProblemText.Of(texts, problem));

    /// <summary>What to do about a cell, in the language of this moment.</summary>
    public static string Of(IStringLocalizer<GoodsText> texts, SheetError error) => texts[$"Sheet_{error.Column}"] is { ResourceNotFound: false } text ? text : error.Detail;

    private static T In<T>(string language, Func<T> say)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return say();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
