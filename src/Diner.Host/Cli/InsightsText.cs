using System.Globalization;
using System.Text;
using Diner.Insights.Report;

namespace Diner.Host.Cli;

/// <summary>A report for a terminal.</summary>
internal static class InsightsText
{
    private static readonly string[] Weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    public static string Of(InsightsReport report)
    {
        var text = new StringBuilder().AppendLine($"{report.Shop}, {report.From:yyyy-MM-dd} to {report.To:yyyy-MM-dd}, {report.TimeZone}, {report.Currency}. All figures: --json").AppendLine();
        text.AppendLine("Orders by weekday and hour");
        for (var day = 0; day < Weekdays.Length; day++)
            text.AppendLine($"  {Weekdays[day]} {string.Join(' ', report.Heatmap[day].Select(orders => $"{orders,6}"))}");
        text.AppendLine().AppendLine("Buyers by month: whale, regular, casual, drifting");
        foreach (var month in report.Segments)
            text.AppendLine($"  {month.Month}  {month.Whale.Count,7} {month.Regular.Count,7} {month.Casual.Count,7} {month.Drifting.Count,7}");
        Section(text, "Peaks", report.Peaks.Select(peak => $"{peak.Category ?? peak.Variant}: {Weekdays[peak.Weekday]} {peak.FromHour} to {peak.ToHour}, {Number(peak.Lift)} times as much as expected"));
        Section(text, "Events", report.EventEffects.Where(effect => effect.UpliftPct is not null).Select(effect => $"{effect.Event} ({effect.At:yyyy-MM-dd HH:mm}): {Number(1 + (effect.UpliftPct!.Value / 100))} times as much for {effect.DurationHours} hours"));
        Section(text, "Bought after", report.Pairs.Select(pair => $"{pair.If}: {Number(pair.Confidence * 100)} of 100 take {pair.Then}"));
        Section(text, "To be bought again", report.Restock.Where(restock => restock.BelowSafetyLine).Select(restock => $"{restock.Variant}: {restock.OnHand} left, {Number(restock.MeanDailySales)} a day; buy {restock.Suggestion}"));
        return text.ToString().TrimEnd();
    }

    private static void Section(StringBuilder text, string title, IEnumerable<string> lines)
    {
        text.AppendLine().AppendLine(title);
        foreach (var line in lines.DefaultIfEmpty("none"))
            text.AppendLine($"  {line}");
    }

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
