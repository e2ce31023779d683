using Diner.Catalog.Shops;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Checkout;
using Xunit;

namespace Diner.Specs.Trade;

/// <summary>The largest order the operator lets a shop take.</summary>
public abstract class OrderMaxSpecs(DatabaseKind kind) : TradeSpecs(kind)
{
    [Fact]
    public async Task An_order_of_the_largest_amount_is_taken_and_a_larger_one_is_not()
    {
        await Shop.SellAsync("GAME", keys: 10);
        await LimitAsync(3_000);
        Assert.True((await Shop.TryPlaceAsync(Shop.Request("GAME", 3))).IsOk);
        var refused = await Shop.TryPlaceAsync(Shop.Request("GAME", 4));
        Assert.Equal((ProblemCode.LimitReached, PlaceOrder.AmountField), (refused.Problem!.Code, refused.Problem.Field));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Without_a_limit_the_order_may_come_to_anything()
    {
        await Shop.SellAsync("GAME", keys: 20, price: 100_000_000);
        await LimitAsync(1);
        await LimitAsync(null);
        Assert.True((await Shop.TryPlaceAsync(Shop.Request("GAME", 20))).IsOk);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_000_000_001)]
    public async Task A_limit_that_no_order_could_keep_is_refused(long minor) =>
        Assert.Equal("order_max", (await EditAsync(minor)).Problem?.Field);

    [Fact]
    public async Task An_edit_that_was_begun_before_keeps_the_operators_terms()
    {
        var shop = (await House.Get<Shops>().FindAsync(Shop.Id, Ct))!;
        await LimitAsync(3_000);
        Assert.True((await House.Get<EditShop>().RunAsync(TestShop.Lin, Shop.Id, ShopEdit.From(shop) with { Name = "Other" }, Ct)).IsOk);
        Assert.Equal(Money.Cny(3_000), (await House.Get<Shops>().FindAsync(Shop.Id, Ct))!.OrderMax);
    }

    private async Task LimitAsync(long? minor) => Assert.True((await EditAsync(minor)).IsOk);

    private Task<Result<ShopView>> EditAsync(long? minor) => House.Get<SetTerms>().RunAsync(TestShop.Lin, Shop.Id, new ShopTermsEdit(150, minor), Ct);
}

public sealed class OrderMaxOnSqlite() : OrderMaxSpecs(DatabaseKind.Sqlite);

public sealed class OrderMaxOnPostgres() : OrderMaxSpecs(DatabaseKind.Postgres);
