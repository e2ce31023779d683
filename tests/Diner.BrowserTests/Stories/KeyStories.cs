using System.Text.RegularExpressions;
using Diner.Accounts.Permissions;
using Diner.BrowserTests.Quality;
using Diner.BrowserTests.Stage;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Vault.Stock;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Diner.BrowserTests.Stories;

/// <summary>Keys that come in through the console.</summary>
public sealed class KeyStories(House house)
{
    private const string Import = "/console/demo/keys/import";
    private const int ManyKeys = 1_000_000;

    // What a million keys may add to the heap at most while they come in: the file alone has 26 MB, as text it would be 50.
    private const long HeapGrowthMax = 160L * 1024 * 1024;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_thousand_keys_uploaded_at_the_counter_are_bought_on_a_phone()
    {
        var (file, code) = (await WriteAsync(10_000, "PHONE"), Goods.NextScarce());
        await using var clerk = await house.ClerkAsync(Look.Desk, MerchantId.House, Role.StockKeeper);
        await UploadAsync(clerk, file, Goods.CoveredShop);
        await Expect(clerk.Page.Locator("tbody tr")).ToHaveCountAsync(20);
        await clerk.Page.Locator("#variant").SelectOptionAsync((await VariantAsync(Goods.CoveredShop, code)).Value.ToString("D"));
        await clerk.Page.FillAsync("#supplier", "林记批发");
        await clerk.Page.FillAsync("#cost", "8.50");
        await CommitAsync(clerk);
        await Expect(clerk.Page.Locator("dl")).ToContainTextAsync("10,000");

        await using var buyer = await house.VisitorAsync();
        await buyer.GoAsync($"/s/{Goods.CoveredShop}/checkout?variant={code}");
        await buyer.CheckOutAsync();
        await buyer.PayAsync();
        await buyer.Page.ClickAsync(".cover-box button");
        await buyer.Page.Locator("[data-key]").First.WaitForAsync();
        Assert.StartsWith("PHONE-", Assert.Single(await buyer.KeysAsync()), StringComparison.Ordinal);
        await clerk.GoAsync($"/console/{Goods.CoveredShop}/keys/batches");
        await Expect(clerk.Page.Locator("tbody tr").First).ToContainTextAsync("林记批发");
        clerk.AssertClean();
    }

    [Fact]
    public async Task A_million_keys_come_in_through_the_browser_while_the_bar_moves_and_memory_stays_flat()
    {
        var file = await WriteAsync(ManyKeys, "MANY");
        await using var clerk = await house.ClerkAsync(Look.Desk, MerchantId.House, Role.Owner);
        var variant = await VariantAsync("demo", "GAME-100");
        var before = await OnHandAsync(variant);
        await SlowDownAsync(clerk);
        await clerk.GoAsync($"{Import}?variant={variant.Value:D}");
        await WatchBarAsync(clerk);
        using var heap = new HeapWatch();
        await SendFileAsync(clerk, file);
        Assert.True(await BarStepsAsync(clerk) >= 5, "the bar of the upload did not move");
        await CommitAsync(clerk);
        Assert.Equal(before + ManyKeys, await OnHandAsync(variant));
        TestContext.Current.TestOutputHelper?.WriteLine($"the heap grew by {heap.Growth / 1024 / 1024} MB at most");
        Assert.InRange(heap.Growth, 0, HeapGrowthMax);
        clerk.AssertClean();
    }

    [Fact]
    public async Task A_file_of_two_gigabytes_is_refused_before_it_is_sent()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("diner-keys-").FullName, "huge.txt");
        await using (var sparse = File.Create(file))
            sparse.SetLength(2L * 1024 * 1024 * 1024);
        await using var clerk = await house.ClerkAsync(new Look(), MerchantId.House, Role.StockKeeper);
        await clerk.GoAsync(Import);
        await clerk.Page.SetInputFilesAsync("#file", file);
        await clerk.Page.ClickAsync("[data-upload] button");
        await Expect(clerk.Page.Locator("[data-said]")).ToContainTextAsync("512 MB");
        File.Delete(file);
    }

    [Fact]
    public async Task A_picture_is_refused_in_words_and_without_scripts_too()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("diner-keys-").FullName, "cover.txt");
        await File.WriteAllBytesAsync(file, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13], Ct);
        foreach (var scripts in (bool[])[true, false])
        {
            await using var clerk = await house.ClerkAsync(new Look { Scripts = scripts }, MerchantId.House, Role.StockKeeper);
            await clerk.GoAsync(Import);
            await clerk.Page.SetInputFilesAsync("#file", file);
            await clerk.Page.ClickAsync("[data-upload] button");
            await Expect(clerk.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("这是一张图片");
        }
    }

    [Fact]
    public async Task Keys_are_pasted_without_scripts()
    {
        await using var clerk = await house.ClerkAsync(new Look { Scripts = false }, MerchantId.House, Role.StockKeeper);
        await clerk.GoAsync(Import);
        await clerk.Page.FillAsync("#text", "PASTED-0001\nPASTED-0002\n");
        await clerk.SendAsync(clerk.Page.Locator("form[action*='/paste'] button"), IsPreview);
        await Expect(clerk.Page.Locator("tbody tr")).ToHaveCountAsync(2);
        await Expect(clerk.Page.Locator("main")).Not.ToContainTextAsync("PASTED-0001");
    }

    [Fact]
    public async Task The_pages_of_an_import_are_for_everybody()
    {
        var check = new PageCheck();
        await using var clerk = await house.ClerkAsync(new Look(), MerchantId.House, Role.Owner);
        await clerk.GoAsync(Import);
        await check.SeeAsync(clerk, "keys-import");
        await UploadAsync(clerk, await WriteAsync(60, "LOOK", "----"));
        await check.SeeAsync(clerk, "keys-preview");
        check.AssertNothingFound();
        clerk.AssertClean();
    }

    private static bool IsPreview(string url) => Regex.IsMatch(url, "/keys/import/[0-9a-f-]{36}");

    private static async Task<string> WriteAsync(int count, string prefix, string separator = "-")
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("diner-keys-").FullName, "keys.txt");
        await using var writer = new StreamWriter(file);
        for (var i = 0; i < count; i++)
            await writer.WriteLineAsync($"{prefix}-{i:D8}{separator}{(i * 2654435761L) % 99999989:D8}");
        return file;
    }

    private static async Task UploadAsync(Visitor clerk, string file, string shop = "demo")
    {
        await clerk.GoAsync($"/console/{shop}/keys/import");
        await SendFileAsync(clerk, file);
    }

    private static async Task SendFileAsync(Visitor clerk, string file)
    {
        await clerk.Page.SetInputFilesAsync("#file", file);
        await clerk.SendAsync(clerk.Page.Locator("[data-upload] button"), IsPreview);
    }

    private static async Task CommitAsync(Visitor clerk)
    {
        await clerk.SendAsync(clerk.Page.Locator("form:has(#supplier) button.primary"), url => url.Contains("/work/", StringComparison.Ordinal));
        await Expect(clerk.Page.Locator("[data-state=Done]")).ToBeVisibleAsync(new() { Timeout = 240_000 });
    }

    // On the loopback a file is there before a bar can move.
    private static async Task SlowDownAsync(Visitor clerk)
    {
        var session = await clerk.Page.Context.NewCDPSessionAsync(clerk.Page);
        await session.SendAsync("Network.enable");
        await session.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = 0, ["downloadThroughput"] = -1, ["uploadThroughput"] = 12 * 1024 * 1024 });
    }

    private static Task WatchBarAsync(Visitor clerk) => clerk.Page.EvaluateAsync(
        "() => { const seen = new Set(); const bar = document.querySelector('progress'); new MutationObserver(() => { seen.add(bar.value); sessionStorage.setItem('bar', seen.size) }).observe(bar, { attributes: true }) }");

    private static async Task<int> BarStepsAsync(Visitor clerk) => int.Parse(await clerk.Page.EvaluateAsync<string>("() => sessionStorage.getItem('bar') ?? '0'"), System.Globalization.CultureInfo.InvariantCulture);

    private async Task<ShopView> ShopAsync(string slug) => (await house.Get<Shops>().FindAsync(slug, Ct))!;

    private async Task<VariantId> VariantAsync(string shop, string code) => (await house.Get<Variants>().FindIdAsync((await ShopAsync(shop)).Id, code, Ct))!.Value;

    private async Task<long> OnHandAsync(VariantId variant) => (await house.Get<StockLevels>().ForShopAsync((await ShopAsync("demo")).Id, Ct)).GetValueOrDefault(variant)?.OnHand ?? 0;

    /// <summary>How much the managed heap of the server, which runs in this process, grew at most.</summary>
    private sealed class HeapWatch : IDisposable
    {
        private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

        private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
        private readonly Timer _timer;
        private long _most;

        public HeapWatch() => _timer = new Timer(_ => _most = Math.Max(_most, GC.GetTotalMemory(forceFullCollection: false)), null, Step, Step);

        public long Growth => Math.Max(0, _most - _before);

        public void Dispose() => _timer.Dispose();
    }
}
