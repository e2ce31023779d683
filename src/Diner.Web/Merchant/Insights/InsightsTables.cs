using System.Globalization;
using Diner.Insights.Report;
using Diner.Web.Text;
using Microsoft.Extensions.Localization;

namespace Diner.Web.Merchant.Insights;

/// <summary>The tables of the page as rows of a file.</summary>
internal static class InsightsTables
{
    public const int HoursPerDay = 24;

    /// <summary>Names of the weekdays, Monday first: keys of InsightsText.</summary>
    public static readonly string[] Weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <summary>The table of that name; null when there is none.</summary>
    public static (string[] Headings, List<string[]> Rows)? Of(string name, ShopOverview view, IStringLocalizer<InsightsText> text) => name switch
    {
        "heat" => Heat(view, text),
        "buyers" => Buyers(view, text),
        "stock" => Stock(view, text),
        _ => null,
    };

    private static (string[] Headings, List<string[]> Rows) Heat(ShopOverview view, IStringLocalizer<InsightsText> text) => (
        [text["Hour"], .. Weekdays.Select(day => text[day].Value)],
        [.. Enumerable.Range(0, HoursPerDay).Select(hour => (string[])[Number(hour), .. view.Heatmap.Select(day => Number(day[hour]))])]);

    private static (string[] Headings, List<string[]> Rows) Buyers(ShopOverview view, IStringLocalizer<InsightsText> text)
    {
        string[] kinds = [text["Whale"], text["Regular"], text["Casual"], text["Drifting"]];
        return (
            [text["Month"], .. kinds, .. kinds.Take(3).Select(kind => text["RevenueOf", kind].Value)],
            [
                .. view.Segments.Select(month => (string[])
                [
                    month.Month, Number(month.Whale.Count), Number(month.Regular.Count), Number(month.Casual.Count), Number(month.Drifting.Count),
                    Number(month.Whale.Revenue), Number(month.Regular.Revenue), Number(month.Casual.Revenue),
                ]),
            ]);
    }

    private static (string[] Headings, List<string[]> Rows) Stock(ShopOverview view, IStringLocalizer<InsightsText> text) => (
        [text["Variant"], text["OnHand"], text["DailySales"], text["SafetyLine"], text["DaysLeft"], text["Suggestion"]],
        [
            .. view.Restock.Select(one => (string[])
                [one.Variant, Number(one.OnHand), Number(one.MeanDailySales), Number(one.SafetyLine), one.DaysLeft is { } days ? Number(days) : "", Number(one.Suggestion)]),
        ]);

    private static string Number(IFormattable number) => number.ToString(number is double ? "0.##" : null, CultureInfo.InvariantCulture);
}
