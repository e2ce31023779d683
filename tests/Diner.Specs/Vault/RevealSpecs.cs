using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Allocation;
using Diner.Vault.Import;
using Diner.Vault.Keys;
using Diner.Vault.Stock;
using Xunit;

namespace Diner.Specs.Vault;

public abstract class RevealSpecs(DatabaseKind kind) : VaultSpecs(kind)
{
    [Fact]
    public async Task An_order_reads_its_keys_in_the_order_of_the_file_with_their_fields()
    {
        await Merchant.ImportAsync(Merchant.Request with { Separator = "----" }, "A----1", "B----2", "C----3");
        var keys = await RevealAsync(await Merchant.SellAsync(Merchant.Game, 2));
        Assert.Equal(["A----1", "B----2"], keys.Select(key => key.Text));
        Assert.Equal(["1", "2"], keys.Select(key => key.Fields["password"]));
    }

    [Fact]
    public async Task An_order_without_keys_reads_none()
    {
        Assert.Empty(await RevealAsync(NewOrder()));
    }

    [Fact]
    public async Task Every_buyer_of_a_reusable_key_reads_it()
    {
        var text = new string('文', 20_000);
        await Merchant.ImportAsync(Merchant.Request with { Format = KeyFileFormat.Article }, Enumerable.Range(0, 4).Select(i => text[(i * 5000)..((i + 1) * 5000)]).ToArray());
        OrderId[] orders = [NewOrder(), NewOrder()];
        await ShareAsync(orders);
        foreach (var order in orders)
            Assert.Equal(20_003, Assert.Single(await RevealAsync(order)).Text.Length);
        Assert.Equal(1, await Merchant.OnHandAsync(Merchant.Game));
    }

    [Fact]
    public async Task A_code_leads_to_the_order_that_got_it()
    {
        await Merchant.ImportAsync("A", "B");
        var order = await Merchant.SellAsync(Merchant.Game, 1);
        var sold = await FindAsync(" A ");
        var unsold = await FindAsync("B");
        Assert.Equal((KeyState.Sold, (OrderId?)order, (DateTimeOffset?)House.Clock.GetUtcNow()), (sold!.State, sold.OrderId, sold.SoldAt));
        Assert.Equal((KeyState.Available, null), (unsold!.State, unsold.OrderId));
        Assert.Null(await FindAsync("C"));
    }

    [Fact]
    public async Task Stock_levels_count_what_is_promised()
    {
        await Merchant.ImportAsync("A", "B", "C");
        await Merchant.HoldAsync(Merchant.Game, 2);
        var levels = await House.Get<StockLevels>().ForShopAsync(Merchant.Shop, Ct);
        Assert.Equal([new(Merchant.Game, new StockLevel(3, 1))], levels);
    }

    [Fact]
    public async Task What_a_person_hands_over_is_the_orders_key_and_no_stock()
    {
        var order = NewOrder();
        Assert.True((await FulfilAsync(order, "  已充值\n请查收  ")).IsOk);
        Assert.Equal(["已充值\n请查收"], (await RevealAsync(order)).Select(key => key.Text));
        Assert.Equal(0, await Merchant.OnHandAsync(Merchant.Game));
    }

    [Fact]
    public async Task The_same_words_may_be_handed_to_two_orders()
    {
        OrderId[] orders = [NewOrder(), NewOrder(), NewOrder()];
        foreach (var order in orders)
            Assert.True((await FulfilAsync(order, "已充值")).IsOk);
        foreach (var order in orders)
            Assert.Single(await RevealAsync(order));
    }

    [Fact]
    public async Task A_code_of_the_stock_is_not_handed_out_by_hand()
    {
        await Merchant.ImportAsync("A", "B");
        await Merchant.SellAsync(Merchant.Game, 1);
        Assert.Equal(ProblemCode.WrongState, (await FulfilAsync(NewOrder(), "A")).Problem?.Code);
        Assert.Equal(ProblemCode.WrongState, (await FulfilAsync(NewOrder(), "B")).Problem?.Code);
    }

    [Theory]
    [InlineData("  ")]
    [InlineData("a\u0000b")]
    public async Task What_is_no_text_is_not_handed_out(string text)
    {
        Assert.Equal(ProblemCode.InvalidRequest, (await FulfilAsync(NewOrder(), text)).Problem?.Code);
    }

    private OrderId NewOrder() => House.Get<IdSource>().Next<OrderId>();

    private Task<IReadOnlyList<KeyText>> RevealAsync(OrderId order) => House.Get<RevealKeys>().ForOrderAsync(order, Ct);

    private Task<FoundKey?> FindAsync(string text) => House.Get<FindKey>().ByTextAsync(Merchant.Shop, text, Ct);

    private async Task ShareAsync(OrderId[] orders)
    {
        await using var work = await House.Get<Database>().BeginAsync(Ct);
        var batch = work.NewBatch();
        KeyDemand[] demands = [.. orders.Select(order => new KeyDemand(order, Merchant.Game, 1))];
        var picked = PickKeys.AddReusableTo(batch, demands, House.Clock.GetUtcNow());
        await batch.SendAsync(Ct);
        SellKeys.AddSharesTo(batch, [.. demands.Select(demand => (demand, picked.Rows.Single().KeyId))], House.Clock.GetUtcNow());
        await batch.SendAndCommitAsync(Ct);
    }

    private async Task<Result<KeyId>> FulfilAsync(OrderId order, string text)
    {
        var fulfil = House.Get<FulfilByHand>();
        var ready = await fulfil.SealAsync(new(Merchant.Shop, Merchant.Game, order, text), Ct);
        return ready.IsOk
            ? await House.Get<Database>().WriteAsync(work => fulfil.StoreAsync(work, ready.Value, Ct), Ct)
            : ready.Problem;
    }
}

public sealed class RevealOnSqlite() : RevealSpecs(DatabaseKind.Sqlite);

public sealed class RevealOnPostgres() : RevealSpecs(DatabaseKind.Postgres);
