using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Payments.Bills;
using Diner.Payments.Channels;

namespace Diner.Host.Cli;

/// <summary><c>diner bills compare</c>: one bill against our records of its channel.</summary>
internal static class BillsCompare
{
    private static readonly Argument<FileInfo> File = new("FILE") { Description = "The bill, as the provider hands it out" };
    private static readonly Option<Guid> Channel = new("--channel") { Description = "The channel's id, as 'diner channels list' prints it", Required = true };
    private static readonly Option<string?> Format = new("--format") { Description = $"How it is laid out: {string.Join(' ', ReconcileBill.Formats)}; the default is the channel's own" };
    private static readonly Option<string?> Map = new("--map") { Description = "For csv, which columns hold what: reference=COLUMN,amount=COLUMN and, where there are such, order=, fee=, kind=, time=" };
    private static readonly Option<string?> From = new("--from") { Description = "The first day it speaks of, when its lines do not tell: 2026-05-01, or a moment" };
    private static readonly Option<string?> To = new("--to") { Description = "The first day it does not speak of any more" };

    public static Command Build()
    {
        var compare = new Command("compare", "Compare a bill with our payments and refunds, and keep what differs.") { File, Channel, Format, Map, From, To, CliContext.Json }.WithDatabase();
        compare.SetAction(RunAsync);
        return compare;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var file = parsed.GetRequiredValue(File);
        if (!file.Exists)
            return CliContext.Fail($"There is no file {file.Name}. Check the path.");
        Result<BillMapping>? mapping = parsed.GetValue(Map) is { } map ? BillMapping.Parse(map) : (Result<BillMapping>?)null;
        if (mapping is { IsOk: false, Problem: { } unclear })
            return CliContext.Fail(unclear.Detail);
        if (!TryDays(parsed, out var days))
            return CliContext.Fail("--from and --to are days like 2026-05-01, or moments like 2026-05-01T00:00:00+08:00: both or none, --to after --from.");

        await using var services = CliContext.Services(parsed);
        if (await services.GetRequiredService<Channels>().FindAsync(new ChannelId(parsed.GetValue(Channel)), ct) is not { } channel)
            return CliContext.Fail($"There is no channel {parsed.GetValue(Channel):D}. List them with: diner channels list");
        var request = new BillRequest(Actor.CommandLine(), channel.Id, parsed.GetValue(Format) ?? (mapping is null ? channel.Type : "csv"), file.Name, _ => Task.FromResult<Stream>(file.OpenRead()))
        {
            Mapping = mapping?.Value,
            Days = days,
        };
        var currency = (await services.GetRequiredService<Shops>().FindAsync(channel.ShopId, ct))!.Currency;
        var report = await services.GetRequiredService<ReconcileBill>().RunAsync(request, currency, ct);
        if (!report.IsOk)
            return CliContext.Fail(report.Problem.Detail);
        Console.WriteLine(parsed.GetValue(CliContext.Json) ? Json(report.Value) : Text(report.Value));
        return 0;
    }

    private static bool TryDays(ParseResult parsed, out (DateTimeOffset From, DateTimeOffset To)? days)
    {
        days = null;
        var (from, to) = (parsed.GetValue(From), parsed.GetValue(To));
        if (from is null && to is null)
            return true;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal;
        if (!DateTimeOffset.TryParse(from, CultureInfo.InvariantCulture, Utc, out var first) || !DateTimeOffset.TryParse(to, CultureInfo.InvariantCulture, Utc, out var end) || end <= first)
            return false;
        days = (first, end);
        return true;
    }

    private static string Json(BillReport report) => JsonSerializer.Serialize(new
    {
        bill = report.Id,
        from = report.From,
        to = report.To,
        payments = report.Payments,
        refunds = report.Refunds,
        matched = report.Matched,
        ours_only = report.OursOnly,
        theirs_only = report.TheirsOnly,
        amount_differs = report.AmountDiffers,
        fee_differs = report.FeeDiffers,
    });

    private static string Text(BillReport report) =>
        $"{report.From:u} to {report.To:u}: {report.Payments} payments and {report.Refunds} refunds, {report.Matched} agree.\n"
        + (report.Differences == 0
            ? "Nothing differs."
            : $"Only ours: {report.OursOnly}. Only theirs: {report.TheirsOnly}. Amount differs: {report.AmountDiffers}. Fee differs: {report.FeeDiffers}.\nList them with: diner bills differences --shop SHOP");
}
