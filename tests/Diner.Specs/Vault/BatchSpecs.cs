using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Testing;
using Diner.Vault.Batches;
using Diner.Vault.Jobs;
using Diner.Vault.Keys;
using Diner.Vault.Pools;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Vault;

/// <summary>What a batch says of its keys, the recycle bin's end, and what is kept of who did it.</summary>
public abstract class BatchSpecs(DatabaseKind kind) : VaultSpecs(kind)
{
    [Fact]
    public async Task A_batch_knows_what_its_keys_brought_in()
    {
        var batch = await Merchant.ImportAsync(Merchant.Codes(5));
        await Merchant.SellAsync(Merchant.Game, 2);
        var row = await BatchAsync(batch.BatchId);
        Assert.Equal((2, 2 * Merchant.SoldForMinor), (row.Sold, row.RevenueMinor));
        await Merchant.AssertCountersAsync();
    }

    [Fact]
    public async Task A_recycled_key_is_deleted_after_thirty_days_and_may_come_in_again()
    {
        await Merchant.ImportAsync("A", "B");
        await House.Get<RecycleKeys>().RunAsync(Clerk.Tester, new(Merchant.Shop, Merchant.Game), 1, Ct);
        House.Clock.Advance(RecycleBin.KeptFor - TimeSpan.FromMinutes(1));
        Assert.False(await House.Get<PurgeKeys>().RunOnceAsync(Ct));
        House.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await House.Get<PurgeKeys>().RunOnceAsync(Ct));
        Assert.Null(await House.Get<FindKey>().ByTextAsync(Merchant.Shop, "A", Ct));
        Assert.Equal(1, (await Merchant.ImportAsync("A")).Accepted);
        await Merchant.AssertCountersAsync();
    }

    [Fact]
    public async Task Withdrawing_a_batch_while_it_is_sold_loses_no_key_and_sells_none_twice()
    {
        var batch = await Merchant.ImportAsync(Merchant.Codes(3000));
        var sales = Enumerable.Range(0, 40).Select(_ => Task.Run(() => Merchant.SellAsync(Merchant.Game, 5)));
        var withdrawal = Task.Run(() => House.Get<WithdrawBatch>().RunAsync(Clerk.Tester, Merchant.Shop, batch.BatchId, Ct));
        await Task.WhenAll([.. sales, withdrawal]);
        var row = await BatchAsync(batch.BatchId);
        Assert.Equal((3000, 0L), (row.Sold + row.Recycled, await Merchant.OnHandAsync(Merchant.Game)));
        Assert.Equal((await withdrawal).Value, row.Recycled);
        await Merchant.AssertCountersAsync();
    }

    [Fact]
    public async Task What_a_person_does_to_keys_leaves_a_row_of_the_audit_trail_without_a_key()
    {
        var batch = await Merchant.ImportAsync("SECRET-A", "SECRET-B", "SECRET-C", "SECRET-D");
        var pool = new KeyPool(Merchant.Shop, Merchant.Game);
        await House.Get<MoveKeys>().RunAsync(Clerk.Tester, new(Merchant.Shop, Merchant.Game, Merchant.Video, 1), Ct);
        await House.Get<RecycleKeys>().RunAsync(Clerk.Tester, pool, 1, Ct);
        await House.Get<RestoreKeys>().RunAsync(Clerk.Tester, pool, 1, Ct);
        await House.Get<ExportKeys>().RunAsync(Clerk.Tester, new(pool, "stock-taking"), _ => Task.FromResult<Stream>(new MemoryStream()), Ct);
        await House.Get<WithdrawBatch>().RunAsync(Clerk.Tester, Merchant.Shop, batch.BatchId, Ct);
        var rows = await AuditAsync();
        Assert.Equal(["keys.imported", "keys.moved", "keys.recycled", "keys.restored", "keys.export_begun", "keys.exported", "batch.withdrawn"], rows.Select(r => r.Action));
        Assert.All(rows, r => Assert.DoesNotContain("SECRET", r.After + r.Before + r.Subject + r.Why, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_export_tells_the_trail_its_reason_its_count_and_its_digest()
    {
        await Merchant.ImportAsync("A", "B");
        using var output = new MemoryStream();
        var done = await House.Get<ExportKeys>().RunAsync(Clerk.Tester, new(new(Merchant.Shop, Merchant.Game), "moving house"), _ => Task.FromResult<Stream>(output), Ct);
        Assert.Equal("A\nB\n"u8.ToArray(), output.ToArray());
        Assert.Equal((2L, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(output.ToArray()))), (done.Keys, done.Sha256));
        var row = (await AuditAsync())[^1];
        Assert.Equal(("keys.exported", "moving house", $$"""{"keys":2,"sha256":"{{done.Sha256}}","format":"text","dropped":""}"""), (row.Action, row.Why, row.After));
    }

    [Fact]
    public async Task A_person_sees_thirty_keys_in_ten_minutes_and_each_look_is_kept()
    {
        await Merchant.ImportAsync("A");
        var key = (await House.Get<FindKey>().ByTextAsync(Merchant.Shop, "A", Ct))!.KeyId;
        for (var i = 0; i < 30; i++)
            Assert.Equal("A", (await RevealAsync(key)).Value!.Text);
        Assert.Equal(ProblemCode.TooManyRequests, (await RevealAsync(key)).Problem?.Code);
        Assert.Equal((30, 1), ((await AuditAsync()).Count(r => r is { Action: "key.revealed", Succeeded: true }), (await AuditAsync()).Count(r => !r.Succeeded)));
        House.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.True((await RevealAsync(key)).IsOk);
    }

    [Fact]
    public async Task Another_shops_key_is_not_there_to_look_at()
    {
        await Merchant.ImportAsync("A");
        var key = (await House.Get<FindKey>().ByTextAsync(Merchant.Shop, "A", Ct))!.KeyId;
        Assert.Equal(ProblemCode.NotFound, (await House.Get<RevealKey>().RunAsync(Clerk.Tester, new Merchant(House).Shop, key, Ct)).Problem?.Code);
    }

    private Task<Result<KeyText>> RevealAsync(KeyId key) =>
        House.Get<RevealKey>().RunAsync(new Actor(ActorKind.Staff, Merchant.Shop.Value, "lin@example.com", ""), Merchant.Shop, key, Ct);

    private async Task<KeyBatch> BatchAsync(BatchId id)
    {
        await using var db = House.Get<Database>().Read();
        return await db.Set<KeyBatch>().SingleAsync(b => b.Id == id, Ct);
    }

    private async Task<List<AuditRow>> AuditAsync()
    {
        await using var db = House.Get<Database>().Read();
        return await db.Set<AuditRow>().Where(r => r.ShopId == Merchant.Shop).OrderBy(r => r.Number).ToListAsync(Ct);
    }
}

public sealed class BatchesOnSqlite() : BatchSpecs(DatabaseKind.Sqlite);

public sealed class BatchesOnPostgres() : BatchSpecs(DatabaseKind.Postgres);
