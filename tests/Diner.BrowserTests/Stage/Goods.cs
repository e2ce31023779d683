using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Host.Setup;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Diner.BrowserTests.Stage;

/// <summary>Fills the shops: the demo shop as <c>diner demo</c> does, and one that covers its keys and sells links.</summary>
internal static class Goods
{
    /// <summary>A shop that covers keys until they are uncovered.</summary>
    public const string CoveredShop = "corner";

    /// <summary>Its product; the keys are links.</summary>
    public const string LinkProduct = "gift-link";

    /// <summary>Every key of the link product starts so.</summary>
    public const string LinkStart = "https://gift.example.com/open?code=";

    // Each order that waits for a key has a variant of its own, or a test's new key would go to another test's order.
    private const int ScarceVariants = 14;
    private static int _scarce;

    private static CancellationToken Ct => CancellationToken.None;

    public static async Task StockAsync(IServiceProvider services)
    {
        Took(await DemoShop.From(services).OpenAsync(Ct));
        var shop = Took(await services.GetRequiredService<OpenShop>().RunAsync(Actor.House("test"), new NewShop(CoveredShop, "街角小店", CurrencyCode.Cny), Ct));
        Took(await services.GetRequiredService<EditShop>().RunAsync(Actor.House("test"), shop.Id, ShopEdit.From(shop) with { Settings = shop.Settings with { MasksKeys = true } }, Ct));
        var category = Took(await services.GetRequiredService<SaveCategory>().RunAsync(DemoGoods.Actor, new CategoryDraft(shop.Id, "gifts", "礼品", null, 0), Ct));
        var keys = string.Concat(Enumerable.Range(1, 50).Select(i => $"{LinkStart}{i:D6}\n"));
        var variant = new DemoVariant("LINK", "礼品链接", 12_00) { Text = keys };
        var product = new DemoProduct(LinkProduct, "gifts", "礼品兑换链接", "点开就能领", ProductTier.Core, [variant, .. Enumerable.Range(1, ScarceVariants).Select(i => new DemoVariant($"SCARCE-{i}", $"限量第 {i} 款", 5_00))]);
        var added = Took(await ActivatorUtilities.CreateInstance<DemoProducts>(services).AddAsync(shop.Id, product, category, Ct));
        Took(await ActivatorUtilities.CreateInstance<DemoPools>(services).FillAsync(shop.Id, added.Single(made => made.Item1 == variant).Item2, variant, Ct));
        Took(await services.GetRequiredService<EditChannels>().AddAsync(Actor.House("test"), new NewChannel(shop.Id, SandboxAccount.ChannelType, "沙盒支付", SandboxAccount.NewSettings()), Ct));
    }

    /// <summary>A variant without keys that no other test uses.</summary>
    public static string NextScarce() => $"SCARCE-{Interlocked.Increment(ref _scarce)}";

    /// <summary>Puts one key into a pool.</summary>
    public static async Task AddKeyAsync(IServiceProvider services, string code, string key)
    {
        var shop = await services.GetRequiredService<Shops>().FindAsync(CoveredShop, Ct);
        Assert.NotNull(shop);
        var variant = await services.GetRequiredService<Variants>().FindIdAsync(shop.Id, code, Ct);
        Assert.NotNull(variant);
        var goods = new DemoVariant(code, "", 5_00) { Text = key + "\n" };
        Took(await ActivatorUtilities.CreateInstance<DemoPools>(services).FillAsync(shop.Id, variant.Value, goods, Ct));
    }

    private static T Took<T>(Result<T> result)
    {
        Assert.True(result.IsOk, result.Problem?.Detail);
        return result.Value;
    }
}
