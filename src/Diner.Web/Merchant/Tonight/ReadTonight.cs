using Diner.Accounts.Permissions;
using Diner.Catalog.Menus;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Insights.Sales;
using Diner.Ordering.Lookup;
using Diner.Ordering.Trade;
using Diner.Payments.Channels;
using Diner.Vault.Stock;
using Diner.Web.Kit;

namespace Diner.Web.Merchant.Tonight;

/// <summary>What the first page asks of the modules.</summary>
public sealed record TonightSources(ReadTrade Trade, ReadWaiting Waiting, OrderQueries Orders, SalesRates Rates, StockLevels Levels);

/// <summary>Reads the first page of the console.</summary>
public sealed class ReadTonight(TonightSources sources, ShopMenu menus, Channels channels, TimeProvider clock)
{
    private const int RecentMax = 8;
    private const int StockMax = 12;

    /// <summary>The day so far.</summary>
    public async Task<TonightView> RunAsync(ShopView shop, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var midnight = ShopTime.Midnight(now, shop);
        return new TonightView(
            now,
            await sources.Trade.RunAsync(shop.Id, midnight, now, ct),
            await sources.Trade.RunAsync(shop.Id, midnight.AddDays(-7), now.AddDays(-7), ct),
            await StockAsync(shop, ct),
            await sources.Waiting.RunAsync(shop.Id, ct),
            await sources.Orders.NewestAsync(shop.Id, RecentMax, ct));
    }

    /// <summary>What is still to be done before the shop sells, in order.</summary>
    public async Task<IReadOnlyList<FirstStep>> FirstStepsAsync(ShopView shop, CancellationToken ct)
    {
        var menu = await menus.ReadAsync(shop.Id, ct);
        var levels = await sources.Levels.ForShopAsync(shop.Id, ct);
        var ways = await channels.ListAsync(shop.Id, ct);
        return
        [
            new FirstStep("StepGoods", menu.Products.Count > 0, "goods", Permission.GoodsView),
            new FirstStep("StepKeys", levels.Values.Any(level => level.OnHand > 0), "keys", Permission.KeysView),
            new FirstStep("StepChannel", ways.Any(way => way.IsEnabled), "settings", Permission.ChannelsEdit),
            new FirstStep("StepContact", shop.Contact.Length > 0, "settings", Permission.ShopEdit),
        ];
    }

    private async Task<IReadOnlyList<StockLine>> StockAsync(ShopView shop, CancellationToken ct)
    {
        var levels = await sources.Levels.ForShopAsync(shop.Id, ct);
        var rates = await sources.Rates.PerDayAsync(shop.Id, ct);
        var lines =
            from product in (await menus.ReadAsync(shop.Id, ct)).Products
            from variant in product.Variants
            where variant.Kind.TakesStock()
            select new StockLine(variant.Id, $"{product.Name} · {variant.Name}", levels.TryGetValue(variant.Id, out var level) ? level.Free : 0, rates.GetValueOrDefault(variant.Id));
        return [.. lines.OrderBy(line => line.DaysLeft ?? (line.Free == 0 ? 0 : double.MaxValue)).ThenBy(line => line.Free).Take(StockMax)];
    }
}
