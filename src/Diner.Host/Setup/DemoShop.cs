using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Sandbox;

namespace Diner.Host.Setup;

/// <summary>What opening the demo shop did.</summary>
internal sealed record DemoReport(string Slug, int VariantsAdded, int KeysAdded, ChannelId Channel);

/// <summary>
/// Opens the demo shop, or what is missing of it. A product counts as there when the code of its first variant is, and keys are
/// given to a variant once, when it is made: running it again neither resets prices nor refills pools.
/// </summary>
internal sealed class DemoShop(Shops shops, DemoShelves shelves, DemoPools pools, EditChannels editChannels, Channels channels)
{
    public static DemoShop From(IServiceProvider services)
    {
        var products = ActivatorUtilities.CreateInstance<DemoProducts>(services);
        var shelves = ActivatorUtilities.CreateInstance<DemoShelves>(services, products);
        return ActivatorUtilities.CreateInstance<DemoShop>(services, shelves, ActivatorUtilities.CreateInstance<DemoPools>(services));
    }

    public async Task<Result<DemoReport>> OpenAsync(CancellationToken ct)
    {
        var shop = await shops.FindAsync(DemoGoods.ShopSlug, ct) is { } there ? there : await shelves.OpenShopAsync(ct);
        if (!shop.IsOk)
            return shop.Problem;
        var stocked = await shelves.FillAsync(shop.Value.Id, ct);
        if (!stocked.IsOk)
            return stocked.Problem;
        var keys = 0;
        foreach (var (goods, id) in stocked.Value)
        {
            var imported = await pools.FillAsync(shop.Value.Id, id, goods, ct);
            if (!imported.IsOk)
                return imported.Problem;
            keys += imported.Value;
        }

        var channel = await ChannelAsync(shop.Value.Id, ct);
        return channel.IsOk ? new DemoReport(DemoGoods.ShopSlug, stocked.Value.Count, keys, channel.Value) : channel.Problem;
    }

    private async Task<Result<ChannelId>> ChannelAsync(ShopId shop, CancellationToken ct)
    {
        var there = (await channels.ForShopAsync(shop, ct)).FirstOrDefault(c => c.Type == SandboxAccount.ChannelType);
        return there?.Id ?? await editChannels.AddAsync(Actor.House("demo"), new NewChannel(shop, SandboxAccount.ChannelType, "沙盒支付（演示，不收钱）", SandboxAccount.NewSettings()), ct);
    }
}
