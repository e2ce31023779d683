using System.Globalization;
using Diner.Catalog.Shops;
using Diner.Data.Storage;
using Diner.Insights.History;
using Diner.Insights.Report;
using Diner.Insights.Sales;
using Diner.Kernel;
using Diner.Specs.Trade;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Insights;

/// <summary>A suite with a shop whose trade is looked at.</summary>
public abstract class InsightsSpecs(DatabaseKind kind) : TradeSpecs(kind)
{
    protected const string Header = "order_no,paid_at,buyer,variant,quantity,amount,unit_cost";

    internal async Task<HistorySummary> ImportAsync(params string[] lines)
    {
        var result = await TryImportAsync(lines);
        Assert.True(result.IsOk, result.Problem?.Detail);
        return result.Value;
    }

    internal async Task<Result<HistorySummary>> TryImportAsync(params string[] lines) =>
        await House.Get<ImportHistory>().RunAsync(TestShop.Lin, await ViewAsync(), new StringReader(string.Join('\n', lines)), Ct);

    protected async Task<InsightsReport> ReportAsync(string? first = null, string? last = null) =>
        await House.Get<ReadReport>().RunAsync(await ViewAsync(), new ReportRequest(Day(first), Day(last)), Ct);

    internal async Task<ShopView> ViewAsync() => (await House.Get<Shops>().FindAsync(Shop.Id, Ct))!;

    protected async Task CountAsync()
    {
        await Feed.ShowsAllAsync(House, Ct);
        await House.Get<CountSales>().CatchUpAsync(Ct);
    }

    protected async Task InZoneAsync(string zone)
    {
        var edit = ShopEdit.From(await ViewAsync()) with { TimeZone = zone };
        Assert.Null((await House.Get<EditShop>().RunAsync(TestShop.Lin, Shop.Id, edit, Ct)).Problem);
    }

    /// <summary>Every row of the roll-ups, as text.</summary>
    protected async Task<IReadOnlyList<string>> RollUpsAsync()
    {
        await using var db = House.Get<Database>().Read();
        var hours = await db.Set<VariantHour>().Where(h => h.ShopId == Shop.Id).ToListAsync(Ct);
        var days = await db.Set<BuyerDay>().Where(d => d.ShopId == Shop.Id).ToListAsync(Ct);
        return
        [
            .. hours.Select(h => $"{h.VariantId} {h.Hour:u} {h.Orders} {h.Leads} {h.Quantity} {h.RevenueMinor} {h.CostMinor}")
                .Concat(days.Select(d => $"{d.Buyer} {d.Month} {d.Day} {d.Orders} {d.Quantity} {d.RevenueMinor}")).Order(StringComparer.Ordinal),
        ];
    }

    private static DateOnly? Day(string? day) => day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
