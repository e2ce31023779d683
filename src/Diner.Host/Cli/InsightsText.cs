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
        return text.ToString().TrimEnd();
    }
}
