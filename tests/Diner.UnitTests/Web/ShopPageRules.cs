using Diner.Catalog.Menus;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Vault.Stock;
using Diner.Web.Kit;
using Diner.Web.Storefront.Home;
using Xunit;

namespace Diner.UnitTests.Web;

public sealed class ShopPageRules
{
    private static readonly VariantId Id = new(Guid.Parse("01900000-0000-7000-8000-000000000001"));
    private static readonly VariantCard Variant = new(Id, "GAME-100", "100 元点卡", GoodsKind.OneTime, Money.Cny(9800), [], 2, 10);

    [Theory]
    [InlineData(0, StockLook.SoldOut)]
    [InlineData(1, StockLook.SoldOut)] // fewer than the smallest order
    [InlineData(2, StockLook.Few)]
    [InlineData(20, StockLook.Few)]
    [InlineData(21, StockLook.Plenty)]
    [InlineData(-5, StockLook.SoldOut)] // promised to orders that wait for stock
    public void A_stock_hint_follows_what_is_free(long free, StockLook expected) =>
        Assert.Equal(new StockHint(expected, null), StockHint.Of(Variant, Levels(free), new ShopSettings()));

    [Fact]
    public void A_number_is_shown_only_where_the_shop_says_so() =>
        Assert.Equal(5, StockHint.Of(Variant, Levels(5), new ShopSettings { ShowsExactStock = true }).Exact);

    [Theory]
    [InlineData(GoodsKind.Loop)]
    [InlineData(GoodsKind.Article)]
    [InlineData(GoodsKind.Manual)]
    public void What_takes_no_stock_never_runs_out(GoodsKind kind) =>
        Assert.Equal(StockLook.Always, StockHint.Of(Variant with { Kind = kind }, Levels(0), new ShopSettings()).Look);

    [Theory]
    [InlineData(9800, "¥98")]
    [InlineData(1990, "¥19.90")]
    [InlineData(123456700, "¥1,234,567")]
    public void Money_reads_as_people_write_it(long fen, string expected) => Assert.Equal(expected, MoneyText.Of(Money.Cny(fen)));

    [Theory]
    [InlineData("星海", true)]
    [InlineData("星海 国服", true)]
    [InlineData("game-100", true)]
    [InlineData("星海 国际", false)]
    [InlineData("", true)]
    public void A_search_finds_what_has_every_word(string search, bool found)
    {
        var product = new ProductCard(default, "starsea", "星海争霸点卡", "国服 · 秒到", "", "", null, ProductTier.Core, [Variant]);
        Assert.Equal(found, ShopHomeView.Matches(product, search));
    }

    private static Dictionary<VariantId, StockLevel> Levels(long free) => new() { [Id] = new StockLevel(Math.Max(0, free), free) };
}
