using Diner.Data.Storage;
using Diner.Insights.Sales;
using Diner.Insights.Trade;
using Diner.Kernel;
using Diner.Vault.Batches;
using Diner.Vault.Stock;
using Microsoft.EntityFrameworkCore;

namespace Diner.Insights.Stock;

/// <summary>Reads what is known of the stock of a shop's variants.</summary>
internal sealed class ReadStock(Database database, StockLevels levels, BatchList batches)
{
    private const int PageRows = 500;

    /// <summary>One for each variant that sold or has, or had, keys; by code.</summary>
    public async Task<IReadOnlyList<StockHistory>> RunAsync(ShopTrade trade, CancellationToken ct)
    {
        var onHand = await levels.ForShopAsync(trade.Shop.Id, ct);
        var arrivals = (await BatchesAsync(trade.Shop.Id, ct)).ToLookup(batch => batch.VariantId, batch => ToArrival(trade, batch));
        var sold = trade.Hours.Concat(trade.Later).ToLookup(row => row.Item);
        await using var db = database.Read();
        var last = await db.Set<VariantHour>().Where(h => h.ShopId == trade.Shop.Id && h.Quantity > 0).GroupBy(h => h.VariantId)
            .Select(group => new { group.Key, Hour = group.Max(h => h.Hour) }).ToDictionaryAsync(group => group.Key, group => trade.Clock.DayOf(group.Hour).DayNumber, ct);
        return
        [
            .. trade.Goods.Items.Select((item, place) => (item, place)).Where(v => sold.Contains(v.place) || arrivals.Contains(v.item.Id) || last.ContainsKey(v.item.Id))
                .Select(v => new StockHistory(v.item.Code, onHand.GetValueOrDefault(v.item.Id)?.OnHand ?? 0, trade.Today.DayNumber, [.. arrivals[v.item.Id]], Daily(sold[v.place], row => row.Quantity))
                {
                    CostSold = Daily(sold[v.place], row => row.CostMinor),
                    LastSold = last.TryGetValue(v.item.Id, out var day) ? day : null,
                }),
        ];
    }

    private async Task<List<BatchView>> BatchesAsync(ShopId shop, CancellationToken ct)
    {
        var all = new List<BatchView>();
        while (await batches.ReadAsync(shop, null, all.Count == 0 ? null : all[^1].Id, PageRows, ct) is { Count: > 0 } page)
            all.AddRange(page);
        return all;
    }

    private static Arrival ToArrival(ShopTrade trade, BatchView batch) =>
        new(trade.Clock.DayOf(batch.ImportedAt).DayNumber, batch.Accepted - batch.Recycled - batch.Expired - batch.Bad, batch.UnitCostMinor);

    private static Dictionary<int, long> Daily(IEnumerable<HourRow> rows, Func<HourRow, long> value) => rows.GroupBy(row => row.Day).ToDictionary(day => day.Key, day => day.Sum(value));
}
