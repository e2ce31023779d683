using Diner.Catalog.Products;
using Diner.Data.Storage;
using Diner.Delivery.Mail;
using Diner.Delivery.Problems;
using Diner.Kernel;
using Diner.Ordering.Lookup;
using Diner.Ordering.Orders;
using Diner.Settlement.FollowUp;
using Diner.Specs.Trade;
using Diner.Vault.Keys;
using Diner.Vault.Replacement;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Desk;

public abstract class ReplaceKeySpecs(DatabaseKind kind) : TradeSpecs(kind)
{
    [Fact]
    public async Task A_bad_key_makes_room_for_a_new_one()
    {
        var variant = await Shop.SellAsync("GAME", keys: 5);
        var order = await BuyAsync("GAME", quantity: 2);
        var bad = (await KeysAsync(order))[0];
        var swapped = (await ReplaceAsync(order, bad)).Value!;
        var now = await KeysAsync(order);
        Assert.Equal(2, now.Count);
        Assert.Equal(swapped.NewKey, now[0]);
        Assert.DoesNotContain(bad, now);
        Assert.Equal(KeyState.Bad, await StateAsync(bad));
        Assert.Equal((2, 0), await Shop.StockOfAsync(variant));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Sixty_four_who_replace_at_once_replace_once()
    {
        var variant = await Shop.SellAsync("GAME", keys: 70);
        var order = await BuyAsync("GAME");
        var bad = Assert.Single(await KeysAsync(order));
        var swapped = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => ReplaceAsync(order, bad))));
        Assert.Single(swapped.Select(s => s.Value!.NewKey).Distinct());
        Assert.Single(swapped, s => s.Value!.IsNew);
        Assert.Single(await KeysAsync(order));
        Assert.Equal((68, 0), await Shop.StockOfAsync(variant));
        Assert.Single(await Shop.DeedsAsync(order));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Sixty_four_orders_that_replace_at_once_share_what_there_is()
    {
        var variant = await Shop.SellAsync("GAME", keys: 64 + 10);
        var orders = new List<(OrderView Order, KeyId Bad)>();
        foreach (var placed in await Shop.PlaceManyAsync("GAME", 64))
        {
            await Shop.PayAsync(placed);
            orders.Add((await SeeAsync(placed), Assert.Single(await KeysAsync(placed))));
        }

        var swapped = await Task.WhenAll(orders.Select(o => Task.Run(() => ReplaceAsync(o.Order, o.Bad))));
        Assert.True(swapped.Count(s => s.IsOk) <= 10);
        Assert.All(swapped.Where(s => !s.IsOk), s => Assert.Equal(ProblemCode.OutOfStock, s.Problem!.Code));
        Assert.Equal(10 - swapped.Count(s => s.IsOk), (await Shop.StockOfAsync(variant)).OnHand);
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task An_empty_pool_says_so_and_changes_nothing()
    {
        await Shop.SellAsync("GAME", keys: 1);
        var order = await BuyAsync("GAME");
        var bad = Assert.Single(await KeysAsync(order));
        Assert.Equal(ProblemCode.OutOfStock, (await ReplaceAsync(order, bad)).Problem?.Code);
        Assert.Equal(bad, Assert.Single(await KeysAsync(order)));
        Assert.Empty(await Shop.DeedsAsync(order));
        Assert.Empty(await House.Get<Replacements>().OfOrderAsync(order.Id, Ct));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_key_that_is_promised_to_a_buyer_is_not_given_away()
    {
        await Shop.SellAsync("GAME", keys: 2);
        var order = await BuyAsync("GAME");
        var promised = await Shop.PlaceAsync("GAME");
        Assert.Equal(ProblemCode.OutOfStock, (await ReplaceAsync(order, (await KeysAsync(order))[0])).Problem?.Code);
        await Shop.PayAsync(promised);
        Assert.Equal(OrderStatus.Delivered, await Shop.StatusAsync(promised));
        await Shop.AssertHealthyAsync();
    }

    [Theory]
    [InlineData(GoodsKind.Loop)]
    [InlineData(GoodsKind.Article)]
    public async Task A_bad_reusable_key_is_given_to_nobody_after(GoodsKind goods)
    {
        var variant = await Shop.SellAsync("LOOP", keys: 1, kind: goods);
        var order = await BuyAsync("LOOP", quantity: 2);
        var bad = Assert.Single(await KeysAsync(order));
        Assert.Equal(ProblemCode.OutOfStock, (await ReplaceAsync(order, bad)).Problem?.Code);
        await Shop.StockAsync(variant, keys: 1);
        var swapped = (await ReplaceAsync(order, bad)).Value!;
        Assert.Equal(swapped.NewKey, Assert.Single(await KeysAsync(order)));
        Assert.Equal(swapped.NewKey, Assert.Single(await KeysAsync(await BuyAsync("LOOP"))));
        Assert.Equal((1, 0), await Shop.StockOfAsync(variant));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task What_a_person_handed_over_is_replaced_by_what_a_person_writes()
    {
        await Shop.SellAsync("HAND", keys: 0, kind: GoodsKind.Manual);
        var order = await BuyAsync("HAND");
        Assert.Null(await House.Get<FulfilOrder>().RunAsync(TestShop.Lin, order, "first words", Ct));
        order = await SeeAsync(order);
        var bad = Assert.Single(await KeysAsync(order));
        Assert.Equal(ProblemCode.InvalidRequest, (await ReplaceAsync(order, bad)).Problem?.Code);
        var swapped = await House.Get<ReplaceKey>().RunAsync(TestShop.Lin, new KeyReplacement(order, bad, "a typo") { Text = "second words" }, Ct);
        Assert.True(swapped.IsOk, swapped.Problem?.Detail);
        Assert.Equal("second words", Assert.Single(await House.Get<RevealKeys>().ForOrderAsync(order.Id, Ct)).Text);
        Assert.Equal("first words", Assert.Single(await House.Get<Replacements>().RevealAsync(order.Id, Ct)).Text.Text);
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Keys_of_others_and_of_unpaid_orders_are_not_replaced()
    {
        await Shop.SellAsync("GAME", keys: 5);
        var (order, other) = (await BuyAsync("GAME"), await BuyAsync("GAME"));
        Assert.Equal(ProblemCode.NotFound, (await ReplaceAsync(order, (await KeysAsync(other))[0])).Problem?.Code);
        Assert.Equal(ProblemCode.WrongState, (await ReplaceAsync(await Shop.PlaceAsync("GAME"), (await KeysAsync(other))[0])).Problem?.Code);
        Assert.Equal(ProblemCode.InvalidRequest, (await House.Get<ReplaceKey>().RunAsync(TestShop.Lin, new KeyReplacement(order, (await KeysAsync(order))[0], " "), Ct)).Problem?.Code);
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_replacement_answers_the_report_and_is_mailed()
    {
        await Shop.SellAsync("GAME", keys: 3);
        var order = await BuyAsync("GAME");
        var bad = (await KeysAsync(order))[0];
        var id = await ReportAsync(order, bad);
        var swapped = (await ReplaceAsync(order, bad)).Value!;
        var report = Assert.Single(await House.Get<ProblemReports>().OfOrderAsync(order.Id, Ct));
        Assert.Equal((id, ReportState.Replaced, "it was used before"), (report.Id, report.State, report.Answer));
        Assert.Equal(0, await House.Get<ProblemReports>().CountOpenAsync(Shop.Id, Ct));
        var mail = Assert.Single(await House.Get<OrderMails>().OfAsync([swapped.Id], Ct));
        Assert.Equal((MailTemplate.KeyReplaced, MessageState.Waiting), (mail.Template, mail.State));
    }

    [Fact]
    public async Task An_explanation_answers_once_and_a_key_may_be_reported_again()
    {
        await Shop.SellAsync("GAME", keys: 1);
        var order = await BuyAsync("GAME");
        var key = (await KeysAsync(order))[0];
        var report = await ReportAsync(order, key);
        var answer = House.Get<AnswerProblem>();
        Assert.Null(await answer.RunAsync(TestShop.Lin, order, report, "Use it in the app.", Ct));
        Assert.Equal(ProblemCode.WrongState, (await answer.RunAsync(TestShop.Lin, order, report, "Again.", Ct))?.Code);
        await ReportAsync(order, key);
        Assert.Equal(ReportState.Open, Assert.Single(await House.Get<ProblemReports>().OfOrderAsync(order.Id, Ct)).State);
        Assert.Equal(["report.explained by lin@example.com: Use it in the app."], await Shop.DeedsAsync(order));
    }

    private async Task<OrderView> BuyAsync(string code, int quantity = 1)
    {
        var order = await Shop.PlaceAsync(code, quantity);
        await Shop.PayAsync(order);
        return await SeeAsync(order);
    }

    private async Task<OrderView> SeeAsync(OrderView order) => (await House.Get<OrderQueries>().FindAsync(order.Id, Ct))!;

    private Task<IReadOnlyList<KeyId>> KeysAsync(OrderView order) => House.Get<OrderKeys>().OfOrderAsync(order.Id, Ct);

    private Task<Result<SwappedKey>> ReplaceAsync(OrderView order, KeyId key) =>
        House.Get<ReplaceKey>().RunAsync(TestShop.Lin, new KeyReplacement(order, key, "it was used before"), Ct);

    // The buyer's own way opens the keys, which those of a TestShop cannot be: the row is what it leaves.
    private async Task<Guid> ReportAsync(OrderView order, KeyId key)
    {
        var id = House.Get<IdSource>().NextGuid();
        await using var work = await House.Get<Database>().BeginAsync(Ct);
        await work.Db.Set<ProblemReport>().Where(r => r.KeyId == key).ExecuteDeleteAsync(Ct);
        work.Db.Add(new ProblemReport { Id = id, ShopId = Shop.Id, OrderId = order.Id, KeyId = key, Note = "used", ReportedAt = House.Clock.GetUtcNow() });
        await work.CommitAsync(Ct);
        return id;
    }

    private async Task<KeyState> StateAsync(KeyId key)
    {
        await using var db = House.Get<Database>().Read();
        return await db.Set<StoredKey>().Where(k => k.Id == key).Select(k => k.State).SingleAsync(Ct);
    }
}

public sealed class ReplaceKeyOnSqlite() : ReplaceKeySpecs(DatabaseKind.Sqlite);

public sealed class ReplaceKeyOnPostgres() : ReplaceKeySpecs(DatabaseKind.Postgres);
