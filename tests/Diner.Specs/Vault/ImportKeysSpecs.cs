using System.Security.Cryptography;
using System.Text;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Testing;
using Diner.Vault.Import;
using Diner.Vault.Jobs;
using Diner.Vault.Keys;
using Diner.Vault.Pools;
using Xunit;

namespace Diner.Specs.Vault;

public abstract class ImportKeysSpecs(DatabaseKind kind) : VaultSpecs(kind)
{
    private static readonly SqlText Secrets = "select id, secret from vault_keys order by id";
    private static readonly SqlText Batches = "select supplier, unit_cost_minor, file_sha256, accepted, duplicates, rejected from vault_batches";
    private static readonly SqlText Events = "select kind, payload from data_events order by id";

    [Fact]
    public async Task What_was_imported_is_in_the_pool_in_the_order_of_the_file()
    {
        var summary = await Merchant.ImportAsync(Merchant.Codes(10_000));
        Assert.Equal((10_000, 0, 0), (summary.Accepted, summary.Duplicates, summary.Rejected));
        Assert.Equal(Merchant.Codes(10_000), await Merchant.PoolAsync(Merchant.Game));
        await Merchant.AssertCountersAsync();
    }

    [Fact]
    public async Task Importing_the_same_file_twice_adds_nothing()
    {
        var first = await Merchant.ImportAsync(Merchant.Codes(50));
        var second = await Merchant.ImportAsync(Merchant.Codes(50));
        Assert.Equal((0, 50), (second.Accepted, second.Duplicates));
        Assert.Equal(first.FileSha256, second.FileSha256);
        Assert.Equal(50, await Merchant.OnHandAsync(Merchant.Game));
    }

    [Fact]
    public async Task A_key_is_one_key_in_all_of_the_shop_and_in_every_state()
    {
        await Merchant.ImportAsync("A", "B", "B", "C");
        await Merchant.SellAsync(Merchant.Game, 1);
        var other = await Merchant.ImportAsync(Merchant.Request with { VariantId = Merchant.Video }, "A", " C ", "D");
        Assert.Equal((1, 2), (other.Accepted, other.Duplicates));
        Assert.Equal(["D"], await Merchant.PoolAsync(Merchant.Video));
        await Merchant.AssertCountersAsync();
    }

    [Fact]
    public async Task The_text_of_a_deleted_key_is_free_again()
    {
        await Merchant.ImportAsync("A", "B");
        await House.Get<RecycleKeys>().RunAsync(Clerk.Tester, new(Merchant.Shop, Merchant.Game), 2, Ct);
        House.Clock.Advance(RecycleBin.KeptFor);
        Assert.True(await House.Get<PurgeKeys>().RunOnceAsync(Ct));
        var again = await Merchant.ImportAsync("B", "A", "A");
        Assert.Equal((2, 1), (again.Accepted, again.Duplicates));
        await Merchant.AssertCountersAsync();
    }

    [Fact]
    public async Task Two_shops_may_have_the_same_key()
    {
        await Merchant.ImportAsync("A");
        var neighbour = await new Merchant(House).ImportAsync("A");
        Assert.Equal(1, neighbour.Accepted);
    }

    [Fact]
    public async Task The_batch_records_where_the_keys_came_from()
    {
        await Merchant.ImportAsync(Merchant.Request with { Supplier = "供应商", UnitCostMinor = 850 }, "A", "A", "", "B");
        var digest = Convert.ToHexStringLower(SHA256.HashData("A\nA\n\nB"u8));
        var batches = await Merchant.QueryAsync(Batches, row => (row.Text(0), row.Long(1), row.Text(2), row.Int(3), row.Int(4), row.Int(5)));
        Assert.Equal([("供应商", 850L, digest, 2, 1, 1)], batches);
    }

    [Fact]
    public async Task Every_rejected_line_is_named_with_its_number_and_the_rest_is_imported()
    {
        using var all = new StringWriter();
        var summary = await Merchant.ImportAsync(
            Merchant.Request with { Separator = "|", Rejects = all }, "A|1", "", "B", "C|", new string('x', 5000), "D|\u0007", "E|5");
        RejectedLine[] expected =
        [
            new(2, RejectReason.Blank), new(3, RejectReason.SeparatorMissing), new(4, RejectReason.PartMissing),
            new(5, RejectReason.TooLong), new(6, RejectReason.ControlCharacter),
        ];
        Assert.Equal(expected, summary.FirstRejects);
        Assert.Equal("2\tblank\n3\tseparator_missing\n4\tpart_missing\n5\ttoo_long\n6\tcontrol_character\n", all.ToString().ReplaceLineEndings("\n"));
        Assert.Equal(["A|1", "E|5"], await Merchant.PoolAsync(Merchant.Game));
    }

    [Fact]
    public async Task Gbk_is_stored_as_what_it_says()
    {
        var file = new MemoryStream(CodePagesEncodingProvider.Instance.GetEncoding("GBK")!.GetBytes("卡号一----密码一\n卡号二----密码二"));
        var result = await House.Get<ImportKeys>().RunAsync(Clerk.Tester, Merchant.Request, file, Ct);
        Assert.Equal(KeyFileEncoding.Gbk, result.Value?.Encoding);
        Assert.Equal(["卡号一----密码一", "卡号二----密码二"], await Merchant.PoolAsync(Merchant.Game));
    }

    [Fact]
    public async Task The_same_key_from_csv_and_from_text_is_one_key()
    {
        var pair = Merchant.Request with { Separator = "----" };
        await Merchant.ImportAsync(pair with { Format = KeyFileFormat.Csv }, "card,password", "A,1", "B,2");
        var text = await Merchant.ImportAsync(pair, "A----1", "C----3");
        Assert.Equal((1, 1), (text.Accepted, text.Duplicates));
    }

    [Fact]
    public async Task A_file_that_breaks_midway_leaves_nothing()
    {
        var import = House.Get<ImportKeys>().RunAsync(Clerk.Tester, Merchant.Request, new BreakingStream(20_000), Ct);
        await Assert.ThrowsAsync<IOException>(() => import);
        var broken = await House.Get<ImportKeys>().RunAsync(Clerk.Tester, Merchant.Request with { Format = KeyFileFormat.Csv }, Merchant.File("a,b", "1,2", $"\"{new string('\n', 100_000)}"), Ct);
        Assert.Equal(ProblemCode.InvalidRequest, broken.Problem?.Code);
        Assert.Empty(await Merchant.QueryAsync(Secrets, row => row.Guid(0)));
        Assert.Empty(await Merchant.QueryAsync(Batches, row => row.Text(0)));
    }

    [Fact]
    public async Task After_a_broken_file_the_next_import_starts_clean()
    {
        await Assert.ThrowsAsync<IOException>(() => House.Get<ImportKeys>().RunAsync(Clerk.Tester, Merchant.Request, new BreakingStream(20_000), Ct));
        await Merchant.ImportAsync("A");
        Assert.Equal(["A"], await Merchant.PoolAsync(Merchant.Game));
    }

    [Theory]
    [InlineData("separator that is far too long", "", 0, 1)]
    [InlineData("", "x", -1, 1)]
    [InlineData("", "x", 0, -1)]
    public async Task A_request_that_cannot_be_is_refused(string separator, string supplier, long cost, int expiresInHours)
    {
        var request = Merchant.Request with { Separator = separator, Supplier = supplier, UnitCostMinor = cost, ExpiresAt = House.Clock.GetUtcNow().AddHours(expiresInHours) };
        var result = await House.Get<ImportKeys>().RunAsync(Clerk.Tester, request, Merchant.File("A"), Ct);
        Assert.Equal(ProblemCode.InvalidRequest, result.Problem?.Code);
        Assert.Empty(await Merchant.PoolAsync(Merchant.Game));
    }

    [Fact]
    public async Task The_event_names_the_pool_and_holds_no_key()
    {
        var summary = await Merchant.ImportAsync("PLAIN-TEXT");
        await Merchant.ImportAsync("PLAIN-TEXT");
        var (kind, payload) = Assert.Single(await Merchant.QueryAsync(Events, row => (row.Text(0), row.Text(1))));
        Assert.Equal("stock.imported", kind);
        Assert.Contains(summary.BatchId.Value.ToString(), payload, StringComparison.Ordinal);
        Assert.DoesNotContain("PLAIN-TEXT", payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plaintext_is_stored_nowhere()
    {
        await Merchant.ImportAsync(Merchant.Request with { Separator = "----" }, "PLAINCARD----PLAINWORD");
        var secrets = await Merchant.QueryAsync(Secrets, row => row.Bytes(1));
        Assert.All(secrets, secret => Assert.True(secret.AsSpan().IndexOf("PLAIN"u8) < 0));
    }

    [Fact]
    public async Task A_row_whose_secret_was_swapped_does_not_open()
    {
        await Merchant.ImportAsync("CHEAP", "DEAR");
        var rows = await Merchant.QueryAsync(Secrets, row => (Id: row.Guid(0), Secret: row.Bytes(1)));
        await Merchant.ExecuteAsync("update vault_keys set secret = $2 where id = $1", rows[0].Id, rows[1].Secret);
        await Assert.ThrowsAnyAsync<CryptographicException>(() => Merchant.PoolAsync(Merchant.Game));
    }

    [Fact]
    public async Task Two_imports_of_one_file_at_once_store_each_key_once()
    {
        var codes = Merchant.Codes(5000);
        var imports = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => Merchant.ImportAsync(i % 2 == 0 ? codes : [.. codes.Reverse()]))));
        Assert.Equal((5000, 15_000), (imports.Sum(i => i.Accepted), imports.Sum(i => i.Duplicates)));
        Assert.Equal(codes.Order(), (await Merchant.PoolAsync(Merchant.Game)).Order());
        await Merchant.AssertCountersAsync();
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_file()
    {
        const long LiveBytesMax = 40_000_000;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var peak = 0L;
        var request = Merchant.Request with { Progress = at => peak = at.Keys % 50_000 < 4096 ? Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true)) : peak };
        var result = await House.Get<ImportKeys>().RunAsync(Clerk.Tester, request, new EndlessStream(300_000), Ct);
        Assert.Equal(300_000, result.Value?.Accepted);
        Assert.InRange(peak - before, long.MinValue, LiveBytesMax);
    }

    [Fact]
    public async Task Sales_go_on_while_a_slow_file_is_read()
    {
        await Merchant.ImportAsync("A");
        using var slow = new GatedStream("B\nC\n"u8.ToArray());
        var import = House.Get<ImportKeys>().RunAsync(Clerk.Tester, Merchant.Request, slow, Ct);
        await slow.Reached;
        var order = await Merchant.SellAsync(Merchant.Game, 1);
        Assert.Equal(["A"], (await House.Get<RevealKeys>().ForOrderAsync(order, Ct)).Select(key => key.Text));
        slow.Open();
        Assert.Equal(2, (await import).Value?.Accepted);
    }
}

public sealed class ImportKeysOnSqlite() : ImportKeysSpecs(DatabaseKind.Sqlite);

public sealed class ImportKeysOnPostgres() : ImportKeysSpecs(DatabaseKind.Postgres);
