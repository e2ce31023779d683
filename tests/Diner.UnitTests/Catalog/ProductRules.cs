using Diner.Catalog.Editing;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Kernel;
using Xunit;

namespace Diner.UnitTests.Catalog;

public sealed class ProductRules
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("night-diner")]
    [InlineData("a1")]
    public void A_slug_of_letters_digits_and_single_hyphens_is_right(string slug) => Assert.Null(Check.Slug(slug));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("Night")]
    [InlineData("a--b")]
    [InlineData("-ab")]
    [InlineData("ab-")]
    [InlineData("ab\n")]
    [InlineData("../ab")]
    [InlineData("卡铺")]
    [InlineData("ab\0")]
    public void Any_other_slug_is_refused(string slug) => Assert.Equal("slug", Check.Slug(slug)?.Field);

    [Theory]
    [InlineData("http://example.com")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://user:pass@example.com")]
    [InlineData("https://example.com/\" onload=\"x")]
    [InlineData("//example.com")]
    [InlineData("data:text/html,x")]
    public void A_tutorial_link_is_https_and_nothing_else(string url) => Assert.Equal("tutorial_url", Check.HttpsUrl(url, "tutorial_url")?.Field);

    [Theory]
    [InlineData("/covers/game.svg", true)]
    [InlineData("https://example.com/a.png", true)]
    [InlineData("", true)]
    [InlineData("//example.com/a.png", false)]
    [InlineData("/../etc", false)]
    [InlineData("covers/game.svg", false)]
    public void A_cover_is_https_or_a_path_of_ours(string url, bool right) => Assert.Equal(right, Check.Picture(url, "cover_url") is null);

    [Theory]
    [InlineData(SaleState.OnSale, true, false)]
    [InlineData(SaleState.OffSale, false, true)]
    [InlineData(SaleState.Scheduled, false, false)]
    public void Dates_belong_to_a_scheduled_sale_alone(SaleState state, bool from, bool until) =>
        Assert.NotNull(new SaleSchedule(default, default, state, from ? Noon : null, until ? Noon : null).Problem());

    [Fact]
    public void A_scheduled_sale_ends_after_it_begins() => Assert.Equal("until", new SaleSchedule(default, default, SaleState.Scheduled, Noon, Noon).Problem()?.Field);

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public void A_scheduled_sale_includes_its_first_moment_and_not_its_last(int minute, bool included)
    {
        var window = new SaleWindow(IsOpen: true, SaleState.Scheduled, Noon, Noon.AddHours(1));
        Assert.Equal(included, window.Includes(Noon.AddMinutes(minute)));
    }

    [Theory]
    [InlineData("hold_minutes")]
    [InlineData("held_keys_max_per_contact")]
    [InlineData("awaiting_stock_hours_max")]
    public void A_limit_of_zero_would_close_the_shop_and_is_refused(string field)
    {
        var settings = new ShopSettings();
        settings = field switch
        {
            "hold_minutes" => settings with { HoldMinutes = 0 },
            "held_keys_max_per_contact" => settings with { HeldKeysMaxPerContact = 0 },
            _ => settings with { AwaitingStockHoursMax = 0 },
        };
        var edit = new ShopEdit("Diner", "", "", "", "Asia/Shanghai", IsOpen: true, settings);
        Assert.Equal(field, ShopRules.Check(edit)?.Field);
    }

    [Fact]
    public void A_time_zone_that_nobody_knows_is_refused()
    {
        var edit = new ShopEdit("Diner", "", "", "", "Moon/Tycho", IsOpen: true, new ShopSettings());
        Assert.Equal((ProblemCode.InvalidRequest, "time_zone"), (ShopRules.Check(edit)?.Code, ShopRules.Check(edit)?.Field));
    }
}
