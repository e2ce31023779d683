using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Diner.Catalog.Shops;
using Diner.Insights.Report;
using Diner.Insights.Sales;
using Diner.Insights.Segments;

namespace Diner.Host.Cli;

/// <summary><c>diner insights report</c> and <c>diner insights rebuild</c>.</summary>
internal static class InsightsReportCommand
{
    private static readonly Option<DateOnly?> From = new("--from") { Description = "The first day of the shop's clock: 2026-01-31 (default: the first sale)", CustomParser = ParseDay };
    private static readonly Option<DateOnly?> To = new("--to") { Description = "The last day: 2026-03-31 (default: today, or the last sale of a past that was imported)", CustomParser = ParseDay };

    private static readonly Option<int> Whale = new("--whale") { Description = "Who spends more than this in a month is a whale; major units", DefaultValueFactory = _ => SegmentBounds.WhaleMajor };
    private static readonly Option<int> Regular = new("--regular") { Description = "Who spends at least this in a month is a regular; major units", DefaultValueFactory = _ => SegmentBounds.RegularMajor };

    public static Command BuildReport()
    {
        var command = new Command("report", "A shop's trade in figures.") { From, To, Whale, Regular, KeysContext.Json };
        command.WithShop().SetAction((parsed, ct) => KeysContext.OnShopAsync(parsed, (services, shop) => ReportAsync(parsed, services, shop, ct), ct));
        return command;
    }

    public static Command BuildRebuild()
    {
        var command = new Command("rebuild", "Make a shop's roll-ups anew from its sales.") { KeysContext.Json };
        command.WithShop().SetAction((parsed, ct) => KeysContext.OnShopAsync(parsed, (services, shop) => RebuildAsync(parsed, services, shop, ct), ct));
        return command;
    }

    private static async Task<int> ReportAsync(ParseResult parsed, ServiceProvider services, ShopView shop, CancellationToken ct)
    {
        var bounds = SegmentBounds.OfMajor(parsed.GetValue(Whale), parsed.GetValue(Regular), shop.Currency);
        var report = await services.GetRequiredService<ReadReport>().RunAsync(shop, new ReportRequest(parsed.GetValue(From), parsed.GetValue(To), bounds), ct);
        return KeysContext.Done(parsed, InsightsText.Of(report), report);
    }

    private static async Task<int> RebuildAsync(ParseResult parsed, ServiceProvider services, ShopView shop, CancellationToken ct)
    {
        var counted = await services.GetRequiredService<RebuildRollUps>().RunAsync(shop, ct);
        return KeysContext.Done(parsed, $"{counted} sales counted anew.", new { counted });
    }

    private static DateOnly? ParseDay(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        argument.AddError($"'{text}' is no day. Write it like 2026-01-31.");
        return null;
    }
}
