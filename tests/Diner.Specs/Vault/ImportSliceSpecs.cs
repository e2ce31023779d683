using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Testing;
using Diner.Vault.Batches;
using Diner.Vault.Import;
using Diner.Vault.Jobs;
using Xunit;

namespace Diner.Specs.Vault;

/// <summary>What is seen of an import before it is complete. On PostgreSQL it is one transaction: nothing, ever.</summary>
public abstract class ImportSliceSpecs(DatabaseKind kind) : VaultSpecs(kind)
{
    private const int Keys = 5_000;

    private static readonly SqlText Rows =
        """
        select (select count(*) from vault_keys where shop_id = $1) + (select count(*) from vault_fingerprints where shop_id = $1)
             + (select count(*) from vault_batches where shop_id = $1) + (select count(*) from vault_imports where shop_id = $1)
        """;

    private static readonly SqlText Event = "select payload from data_events where kind = 'stock.imported' order by id desc limit 1";

    [Fact]
    public async Task Keys_of_an_unfinished_batch_are_on_sale_to_nobody()
    {
        await using var import = new HaltedImport(Merchant, Keys);
        if (await import.HaltsAsync())
        {
            Assert.Empty(await Merchant.PoolAsync(Merchant.Game));
            await Merchant.AssertCountersAsync();
        }

        Assert.Equal(Keys, (await import.GoOnAsync()).Accepted);
        Assert.Equal(Merchant.Codes(Keys), await Merchant.PoolAsync(Merchant.Game));
        await Merchant.AssertCountersAsync();
    }

    [Fact]
    public async Task An_import_that_stands_still_is_taken_out_and_cannot_go_on()
    {
        await using var import = new HaltedImport(Merchant, Keys);
        if (!await import.HaltsAsync())
            return;
        House.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True(await House.Get<FinishImports>().RunOnceAsync(Ct));
        await Assert.ThrowsAsync<InvariantException>(import.GoOnAsync);
        Assert.Equal(0, await RowsAsync());
    }

    [Fact]
    public async Task An_import_that_moves_is_left_alone()
    {
        await using var import = new HaltedImport(Merchant, Keys);
        if (await import.HaltsAsync())
            House.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.False(await House.Get<FinishImports>().RunOnceAsync(Ct));
        Assert.Equal(Keys, (await import.GoOnAsync()).Accepted);
    }

    // On SQLite the next import does not wait for the job; on PostgreSQL no crash leaves anything.
    [Fact]
    public async Task What_a_crash_left_half_made_does_not_count_as_duplicates()
    {
        await CrashAsync(accepted: false);
        if (Kind == DatabaseKind.Postgres)
            await House.Get<FinishImports>().RunOnceAsync(Ct);
        var again = await Merchant.ImportAsync(Merchant.Codes(Keys));
        Assert.Equal((Keys, 0), (again.Accepted, again.Duplicates));
        Assert.Equal(Merchant.Codes(Keys), await Merchant.PoolAsync(Merchant.Game));
        await Merchant.AssertCountersAsync();
    }

    [Fact]
    public async Task What_was_accepted_before_a_crash_goes_on_sale()
    {
        var batch = await CrashAsync(accepted: true);
        Assert.Equal(ProblemCode.WrongState, (await WithdrawAsync(batch)).Problem?.Code);
        Assert.True(await House.Get<FinishImports>().RunOnceAsync(Ct));
        Assert.False(await House.Get<FinishImports>().RunOnceAsync(Ct));
        Assert.Equal(Merchant.Codes(Keys), await Merchant.PoolAsync(Merchant.Game));
        await Merchant.AssertCountersAsync();
        Assert.Contains($"{Keys}", Assert.Single(await Merchant.QueryAsync(Event, row => row.Text(0))), StringComparison.Ordinal);
        Assert.Equal(Keys, (await WithdrawAsync(batch)).Value);
    }

    [Fact]
    public async Task A_cancelled_import_leaves_nothing_behind()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var request = Merchant.Request with { Progress = at => (at.Stored > 0 || Kind == DatabaseKind.Postgres ? cancel.CancelAsync() : Task.CompletedTask).Wait(Ct) };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => House.Get<ImportKeys>().RunAsync(Clerk.Tester, request, Merchant.File(Merchant.Codes(Keys)), cancel.Token));
        Assert.Equal(0, await RowsAsync());
        Assert.Equal(Keys, (await Merchant.ImportAsync(Merchant.Codes(Keys))).Accepted);
    }

    // The state a process leaves that is killed between two slices, before or after it accepted the import.
    private async Task<BatchId> CrashAsync(bool accepted)
    {
        var batch = (await Merchant.ImportAsync(Merchant.Codes(Keys))).BatchId;
        var at = House.Clock.GetUtcNow();
        await Merchant.ExecuteAsync("update vault_keys set state = 5 where batch_id = $1", batch.Value);
        await Merchant.ExecuteAsync("update vault_stock set on_hand = 0 where variant_id = $1", Merchant.Game.Value);
        await Merchant.ExecuteAsync(accepted ? "update vault_batches set accepted = 0 where id = $1" : "delete from vault_batches where id = $1", batch.Value);
        await Merchant.ExecuteAsync(
            "insert into vault_imports (shop_id, variant_id, batch_id, alive_at, accepted_at) values ($1, $2, $3, $4, $5)",
            Merchant.Shop.Value, Merchant.Game.Value, batch.Value, at, accepted ? at : null);
        House.Clock.Advance(TimeSpan.FromMinutes(2));
        return batch;
    }

    private Task<Result<int>> WithdrawAsync(BatchId batch) => House.Get<WithdrawBatch>().RunAsync(Clerk.Tester, Merchant.Shop, batch, Ct);

    private async Task<long> RowsAsync() => (await Merchant.QueryAsync(Rows, row => row.Long(0), Merchant.Shop.Value)).Single();
}

public sealed class ImportSlicesOnSqlite() : ImportSliceSpecs(DatabaseKind.Sqlite);

public sealed class ImportSlicesOnPostgres() : ImportSliceSpecs(DatabaseKind.Postgres);
