using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Checkout;
using Diner.Ordering.Orders;
using Diner.Payments.Channels;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Trade;

public abstract class CheckoutSpecs(DatabaseKind kind) : TradeSpecs(kind)
{
    private const string Breaks = """[{"q":10,"p":900},{"q":50,"p":800}]""";

    [Theory]
    [InlineData(1, 1_000)]
    [InlineData(9, 9_000)]
    [InlineData(10, 9_000)]
    [InlineData(50, 40_000)]
    public async Task The_server_computes_the_price_with_its_breaks(int quantity, long minor)
    {
        await Shop.SellAsync("GAME", keys: 60, v => v.PriceBreaks = Breaks);
        await LiftLimitsAsync();
        Assert.Equal(Money.Cny(minor), (await Shop.PlaceAsync("GAME", quantity)).Amount);
    }

    [Fact]
    public async Task An_order_keeps_the_price_it_was_placed_at()
    {
        var variant = await Shop.SellAsync("GAME", keys: 2);
        var order = await Shop.PlaceAsync("GAME");
        await ChangeVariantAsync(variant, v => v.PriceMinor = 1);
        Assert.Equal(Diner.Settlement.Settle.SettlementOutcome.Settled, await Shop.PayAsync(order, minor: 1000));
        Assert.Equal(Money.Cny(1), (await Shop.PlaceAsync("GAME")).Amount);
        await Shop.AssertHealthyAsync();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public async Task A_quantity_outside_the_variants_range_is_refused(int quantity)
    {
        await Shop.SellAsync("GAME", keys: 10, v => (v.QuantityMin, v.QuantityMax) = (2, 5));
        await AssertRefusedAsync(Shop.Request("GAME", quantity), ProblemCode.QuantityOutOfRange, "quantity");
    }

    [Theory]
    [InlineData("")]
    [InlineData("NO-SUCH")]
    [InlineData("game")]
    [InlineData("GAME'; drop table vault_keys; --")]
    [InlineData("GAME\0")]
    public async Task A_code_the_shop_does_not_sell_is_an_unknown_variant(string code)
    {
        await Shop.SellAsync("GAME", keys: 1);
        await AssertRefusedAsync(Shop.Request(code), ProblemCode.UnknownVariant, "variant");
    }

    [Fact]
    public async Task A_variant_of_another_shop_is_an_unknown_variant()
    {
        var other = await TestShop.OpenAsync(House);
        await other.SellAsync("THEIRS", keys: 1);
        await AssertRefusedAsync(Shop.Request("THEIRS"), ProblemCode.UnknownVariant, "variant");
    }

    [Fact]
    public async Task A_variant_that_is_switched_off_is_not_sold()
    {
        await Shop.SellAsync("GAME", keys: 1, v => v.IsOnSale = false);
        await AssertRefusedAsync(Shop.Request("GAME"), ProblemCode.UnknownVariant, "variant");
    }

    [Fact]
    public async Task A_scheduled_sale_begins_and_ends_on_time()
    {
        var variant = await Shop.SellAsync("GAME", keys: 9);
        var from = House.Clock.GetUtcNow().AddHours(1);
        await ScheduleAsync(variant, from, from.AddHours(1));
        await AssertRefusedAsync(Shop.Request("GAME"), ProblemCode.UnknownVariant, "variant");
        House.Clock.Advance(TimeSpan.FromHours(1));
        await Shop.PlaceAsync("GAME");
        House.Clock.Advance(TimeSpan.FromHours(1));
        await AssertRefusedAsync(Shop.Request("GAME"), ProblemCode.UnknownVariant, "variant");
    }

    [Fact]
    public async Task A_closed_shop_sells_nothing()
    {
        await Shop.SellAsync("GAME", keys: 1);
        await EditAsync(edit => edit with { IsOpen = false });
        await AssertRefusedAsync(Shop.Request("GAME"), ProblemCode.UnknownShop, null);
    }

    [Fact]
    public async Task A_shop_that_does_not_exist_sells_nothing() =>
        await AssertRefusedAsync(Shop.Request("GAME") with { ShopId = new ShopId(Guid.Empty) }, ProblemCode.UnknownShop, null);

    [Fact]
    public async Task A_channel_of_another_shop_or_none_or_a_disabled_one_cannot_be_chosen()
    {
        await Shop.SellAsync("GAME", keys: 3);
        var other = await TestShop.OpenAsync(House);
        await AssertRefusedAsync(Shop.Request("GAME") with { ChannelId = other.Channel }, ProblemCode.ChannelUnavailable, "channel");
        await AssertRefusedAsync(Shop.Request("GAME") with { ChannelId = default }, ProblemCode.ChannelUnavailable, "channel");
        Assert.True(await House.Get<EditChannels>().SwitchAsync(Actor.House("test"), Shop.Channel, shop: null, isEnabled: false, Ct));
        await AssertRefusedAsync(Shop.Request("GAME"), ProblemCode.ChannelUnavailable, "channel");
    }

    [Theory]
    [InlineData("", null, "contact.email")]
    [InlineData("nobody", null, "contact.email")]
    [InlineData("a@b", null, "contact.email")]
    [InlineData("a b@c.de", null, "contact.email")]
    [InlineData("a@b..de", null, "contact.email")]
    [InlineData("a@1.2.3.4", null, "contact.email")]
    [InlineData("a\0@b.de", null, "contact.email")]
    [InlineData("a@b.de\r\nBcc: c@d.ef", null, "contact.email")]
    [InlineData("'; drop table ordering_orders; --@b.de", null, "contact.email")]
    [InlineData("a@b.de", "1234", "contact.phone")]
    [InlineData("a@b.de", "not a number", "contact.phone")]
    [InlineData("a@b.de", "123456789012345678901", "contact.phone")]
    [InlineData("a@b.de", "12345\0", "contact.phone")]
    public async Task A_contact_nobody_can_be_reached_at_is_refused(string email, string? phone, string field)
    {
        await Shop.SellAsync("GAME", keys: 1);
        await AssertRefusedAsync(Shop.Request("GAME") with { Contact = new BuyerContact(email, phone) }, ProblemCode.InvalidContact, field);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123x")]
    public async Task A_look_up_password_that_is_too_short_or_too_long_is_refused(string password)
    {
        await Shop.SellAsync("GAME", keys: 1);
        await AssertRefusedAsync(Shop.Request("GAME") with { LookupPassword = password }, ProblemCode.InvalidPassword, "lookup_password");
    }

    [Fact]
    public async Task A_shop_may_demand_a_look_up_password()
    {
        await Shop.SellAsync("GAME", keys: 1);
        await EditAsync(edit => edit with { Settings = edit.Settings with { RequiresLookupPassword = true } });
        await AssertRefusedAsync(Shop.Request("GAME"), ProblemCode.InvalidPassword, "lookup_password");
    }

    [Fact]
    public async Task What_is_not_there_is_out_of_stock_and_holds_nothing()
    {
        var variant = await Shop.SellAsync("GAME", keys: 2);
        await AssertRefusedAsync(Shop.Request("GAME", quantity: 3), ProblemCode.OutOfStock, "quantity");
        Assert.Equal((2, 0), await Shop.StockOfAsync(variant));
    }

    [Fact]
    public async Task Free_orders_are_delivered_until_the_last_key_and_then_out_of_stock()
    {
        await Shop.SellAsync("FREE", keys: 3, price: 0);
        for (var i = 0; i < 3; i++)
            Assert.Equal(OrderStatus.Delivered, await Shop.StatusAsync(await Shop.PlaceAsync("FREE")));
        await AssertRefusedAsync(Shop.Request("FREE"), ProblemCode.OutOfStock, "quantity");
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_free_order_needs_no_channel()
    {
        await Shop.SellAsync("FREE", keys: 1, price: 0);
        var placed = await Shop.TryPlaceAsync(Shop.Request("FREE") with { ChannelId = default });
        Assert.Equal(OrderStatus.Delivered, await Shop.StatusAsync(placed.Value!));
        await Shop.AssertHealthyAsync();
    }

    private async Task AssertRefusedAsync(CheckoutRequest request, ProblemCode code, string? field)
    {
        var placed = await Shop.TryPlaceAsync(request);
        Assert.Equal((code, field), (placed.Problem?.Code, placed.Problem?.Field));
        await Shop.AssertHealthyAsync();
    }

    private Task LiftLimitsAsync() => EditAsync(edit => edit with { Settings = edit.Settings with { HeldKeysMaxPerContact = 1_000, HeldKeysMaxPerAddress = 1_000 } });

    private async Task EditAsync(Func<ShopEdit, ShopEdit> change)
    {
        var shop = await House.Get<Shops>().FindAsync(Shop.Id, Ct);
        Assert.True((await House.Get<EditShop>().RunAsync(Actor.House("test"), Shop.Id, change(ShopEdit.From(shop!)), Ct)).IsOk);
    }

    private async Task ChangeVariantAsync(VariantId id, Action<Variant> change)
    {
        await using var work = await House.Get<Database>().BeginAsync(Ct);
        change(await work.Db.Set<Variant>().SingleAsync(v => v.Id == id, Ct));
        await work.CommitAsync(Ct);
    }

    private async Task ScheduleAsync(VariantId id, DateTimeOffset from, DateTimeOffset until)
    {
        await using var work = await House.Get<Database>().BeginAsync(Ct);
        var product = (await work.Db.Set<Variant>().SingleAsync(v => v.Id == id, Ct)).ProductId;
        var row = await work.Db.Set<Product>().SingleAsync(p => p.Id == product, Ct);
        (row.State, row.OnSaleFrom, row.OnSaleUntil) = (SaleState.Scheduled, from, until);
        await work.CommitAsync(Ct);
    }
}

public sealed class CheckoutOnSqlite() : CheckoutSpecs(DatabaseKind.Sqlite);

public sealed class CheckoutOnPostgres() : CheckoutSpecs(DatabaseKind.Postgres);
