using CsCheck;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Testing;
using Diner.Vault.Batches;
using Diner.Vault.Jobs;
using Diner.Vault.Keys;
using Diner.Vault.Pools;
using Xunit;

namespace Diner.Specs.Vault;

public abstract class PoolSpecs(DatabaseKind kind) : VaultSpecs(kind)
{
    [Fact]
    public async Task Moved_keys_open_in_their_new_pool()
    {
        await Merchant.ImportAsync("A", "B", "C");
        var moved = await MoveAsync(2);
        Assert.Equal(2, moved.Value);
        Assert.Equal(["C"], await Merchant.PoolAsync(Merchant.Game));
        Assert.Equal(["A", "B"], await Merchant.PoolAsync(Merchant.Video));
        await Merchant.AssertCountersAsync();
    }

    [Fact]
    public async Task Promised_keys_are_neither_moved_nor_recycled()
    {
        await Merchant.ImportAsync("A", "B", "C");
        await Merchant.HoldAsync(Merchant.Game, 2);
        Assert.Equal(ProblemCode.OutOfStock, (await MoveAsync(2)).Problem?.Code);
        Assert.Equal(ProblemCode.OutOfStock, (await RecycleAsync(2)).Problem?.Code);
        Assert.Equal(3, await Merchant.OnHandAsync(Merchant.Game));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100_001)]
    public async Task A_quantity_out_of_range_is_refused(int quantity)
    {
        Assert.Equal(ProblemCode.QuantityOutOfRange, (await MoveAsync(quantity)).Problem?.Code);
        Assert.Equal(ProblemCode.QuantityOutOfRange, (await RecycleAsync(quantity)).Problem?.Code);
    }

    [Fact]
    public async Task Moving_to_where_they_are_is_refused()
    {
        var move = new KeyMove(Merchant.Shop, Merchant.Game, Merchant.Game, 1);
        Assert.Equal(ProblemCode.InvalidRequest, (await House.Get<MoveKeys>().RunAsync(Clerk.Tester, move, Ct)).Problem?.Code);
    }

    [Fact]
    public async Task More_than_one_step_of_keys_is_moved_at_once()
    {
        await Merchant.ImportAsync(Merchant.Codes(4500));
        Assert.Equal(4500, (await MoveAsync(4500)).Value);
        Assert.Equal(Merchant.Codes(4500), await Merchant.PoolAsync(Merchant.Video));
        await Merchant.AssertCountersAsync();
    }

    [Fact]
    public async Task Another_shops_pool_is_not_touched()
    {
        await Merchant.ImportAsync("A");
        var stranger = new Merchant(House).Shop;
        Assert.False((await House.Get<RecycleKeys>().RunAsync(Clerk.Tester, new(stranger, Merchant.Game), 1, Ct)).IsOk);
        Assert.False((await House.Get<MoveKeys>().RunAsync(Clerk.Tester, new(stranger, Merchant.Game, Merchant.Video, 1), Ct)).IsOk);
        Assert.Equal(["A"], await Merchant.PoolAsync(Merchant.Game));
    }

    [Fact]
    public async Task Recycled_keys_are_not_sold_until_they_are_restored()
    {
        await Merchant.ImportAsync("A", "B");
        Assert.Equal(1, (await RecycleAsync(1)).Value);
        Assert.Equal(["B"], await Merchant.PoolAsync(Merchant.Game));
        Assert.Equal(1, await House.Get<RestoreKeys>().RunAsync(Clerk.Tester, new(Merchant.Shop, Merchant.Game), 10, Ct));
        Assert.Equal(["A", "B"], await Merchant.PoolAsync(Merchant.Game));
        await Merchant.AssertCountersAsync();
    }

    [Fact]
    public async Task One_key_found_by_its_text_is_recycled_and_restored()
    {
        await Merchant.ImportAsync("A", "B");
        var found = await House.Get<FindKey>().ByTextAsync(Merchant.Shop, "B", Ct);
        Assert.Equal(1, await House.Get<RecycleKeys>().OneAsync(Clerk.Tester, Merchant.Shop, found!.KeyId, Ct));
        Assert.Equal(0, await House.Get<RecycleKeys>().OneAsync(Clerk.Tester, Merchant.Shop, found.KeyId, Ct));
        await Merchant.AssertCountersAsync();
        Assert.Equal(1, await House.Get<RestoreKeys>().OneAsync(Clerk.Tester, Merchant.Shop, found.KeyId, Ct));
        await Merchant.AssertCountersAsync();
        Assert.Equal(["A", "B"], await Merchant.PoolAsync(Merchant.Game));
    }

    [Fact]
    public async Task A_withdrawn_batch_leaves_every_pool_for_good()
    {
        var bad = await Merchant.ImportAsync(Merchant.Codes(2500, "BAD"));
        await Merchant.ImportAsync("GOOD-1", "GOOD-2");
        await MoveAsync(1200);
        await Merchant.SellAsync(Merchant.Game, 10);
        var withdrawn = await House.Get<WithdrawBatch>().RunAsync(Clerk.Tester, Merchant.Shop, bad.BatchId, Ct);
        Assert.Equal(2490, withdrawn.Value);
        Assert.Equal(["GOOD-1", "GOOD-2"], await Merchant.PoolAsync(Merchant.Game));
        Assert.Empty(await Merchant.PoolAsync(Merchant.Video));
        Assert.Equal(0, await House.Get<RestoreKeys>().RunAsync(Clerk.Tester, new(Merchant.Shop, Merchant.Game), 10, Ct));
        await Merchant.AssertCountersAsync();
    }

    [Fact]
    public async Task Withdrawing_twice_is_done_already()
    {
        var batch = await Merchant.ImportAsync("A");
        await House.Get<WithdrawBatch>().RunAsync(Clerk.Tester, Merchant.Shop, batch.BatchId, Ct);
        var again = await House.Get<WithdrawBatch>().RunAsync(Clerk.Tester, Merchant.Shop, batch.BatchId, Ct);
        Assert.Equal((true, 0), (again.IsOk, again.Value));
    }

    [Fact]
    public async Task A_batch_of_another_shop_is_not_found()
    {
        var batch = await Merchant.ImportAsync("A");
        var result = await House.Get<WithdrawBatch>().RunAsync(Clerk.Tester, new Merchant(House).Shop, batch.BatchId, Ct);
        Assert.Equal(ProblemCode.NotFound, result.Problem?.Code);
        Assert.Equal(1, await Merchant.OnHandAsync(Merchant.Game));
    }

    [Fact]
    public async Task Expired_keys_are_not_sold_and_leave_the_pool()
    {
        await Merchant.ImportAsync(Merchant.Request with { ExpiresAt = House.Clock.GetUtcNow().AddHours(1) }, Merchant.Codes(1500));
        await Merchant.ImportAsync("LASTS");
        House.Clock.Advance(TimeSpan.FromHours(1));
        var order = await Merchant.SellAsync(Merchant.Game, 1);
        Assert.Equal(["LASTS"], (await House.Get<RevealKeys>().ForOrderAsync(order, Ct)).Select(key => key.Text));
        Assert.Equal([true, true, false], await ExpireAsync(3));
        Assert.Equal(0, await Merchant.OnHandAsync(Merchant.Game));
        await Merchant.AssertCountersAsync();
    }

    [Fact]
    public async Task An_expired_key_is_not_restored()
    {
        await Merchant.ImportAsync(Merchant.Request with { ExpiresAt = House.Clock.GetUtcNow().AddHours(1) }, "A");
        await RecycleAsync(1);
        House.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, await House.Get<RestoreKeys>().RunAsync(Clerk.Tester, new(Merchant.Shop, Merchant.Game), 10, Ct));
    }

    [Fact]
    public async Task What_is_exported_can_be_imported_again()
    {
        string[] lines = [.. Enumerable.Range(0, 4500).Select(i => $"卡号{i:D5}----密码{i:D5}")];
        await Merchant.ImportAsync(Merchant.Request with { Separator = "----" }, lines);
        var exported = await Merchant.PoolAsync(Merchant.Game);
        var neighbour = new Merchant(House);
        await neighbour.ImportAsync(neighbour.Request with { Separator = "----" }, [.. exported]);
        Assert.Equal(lines, await neighbour.PoolAsync(neighbour.Game));
    }

    [Fact]
    public async Task Counters_equal_the_pools_whatever_is_done_in_whatever_order()
    {
        await Gen.Select(Gen.Int[0, 6], Gen.Int[1, 30]).Array[1, 12].SampleAsync(
            async steps =>
            {
                var merchant = new Merchant(House);
                var last = await merchant.ImportAsync(Merchant.Codes(20));
                foreach (var (step, quantity) in steps)
                    await DoAsync(merchant, step, quantity, last.BatchId);
                await merchant.AssertCountersAsync();
            },
            iter: 25,
            threads: 1);
    }

    private async Task DoAsync(Merchant merchant, int step, int quantity, BatchId batch)
    {
        switch (step)
        {
            case 0: await merchant.ImportAsync(Merchant.Codes(quantity, $"N{quantity}")); break;
            case 1: await House.Get<MoveKeys>().RunAsync(Clerk.Tester, new(merchant.Shop, merchant.Game, merchant.Video, quantity), Ct); break;
            case 2: await House.Get<MoveKeys>().RunAsync(Clerk.Tester, new(merchant.Shop, merchant.Video, merchant.Game, quantity), Ct); break;
            case 3: await House.Get<RecycleKeys>().RunAsync(Clerk.Tester, new(merchant.Shop, merchant.Game), quantity, Ct); break;
            case 4: await House.Get<RestoreKeys>().RunAsync(Clerk.Tester, new(merchant.Shop, merchant.Game), quantity, Ct); break;
            case 5: await merchant.SellAsync(merchant.Game, Math.Min(quantity, 3)); break;
            default: await House.Get<WithdrawBatch>().RunAsync(Clerk.Tester, merchant.Shop, batch, Ct); break;
        }
    }

    private Task<Result<int>> MoveAsync(int quantity) => House.Get<MoveKeys>().RunAsync(Clerk.Tester, new(Merchant.Shop, Merchant.Game, Merchant.Video, quantity), Ct);

    private Task<Result<int>> RecycleAsync(int quantity) => House.Get<RecycleKeys>().RunAsync(Clerk.Tester, new(Merchant.Shop, Merchant.Game), quantity, Ct);

    private async Task<List<bool>> ExpireAsync(int runs)
    {
        var more = new List<bool>();
        for (var i = 0; i < runs; i++)
            more.Add(await House.Get<ExpireKeys>().RunOnceAsync(Ct));
        return more;
    }
}

public sealed class PoolsOnSqlite() : PoolSpecs(DatabaseKind.Sqlite);

public sealed class PoolsOnPostgres() : PoolSpecs(DatabaseKind.Postgres);
