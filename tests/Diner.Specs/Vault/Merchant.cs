using System.Text;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Testing;
using Diner.Vault.Allocation;
using Diner.Vault.Batches;
using Diner.Vault.Import;
using Diner.Vault.Keys;
using Diner.Vault.Stock;
using Xunit;

namespace Diner.Specs.Vault;

/// <summary>A shop with two variants, and what its merchant does with keys.</summary>
public sealed class Merchant(House house)
{
    private static readonly SqlText CountPool = "select count(*) from vault_keys where variant_id = $1 and state = 0";
    /// <summary>What a key fetches in <see cref="SellAsync"/>.</summary>
    public const long SoldForMinor = 990;

    private static readonly SqlText WrongBatches =
        """
        select b.id
        from vault_batches b
        where b.shop_id = $1
          and (b.accepted - b.sold - b.recycled - b.expired - b.bad <> (select count(*) from vault_keys k where k.batch_id = b.id and k.state = 0)
            or b.sold <> (select count(*) from vault_keys k where k.batch_id = b.id and k.state = 1)
            or b.recycled < (select count(*) from vault_keys k where k.batch_id = b.id and k.state = 2)
            or b.expired <> (select count(*) from vault_keys k where k.batch_id = b.id and k.state = 3))
        """;

    private static readonly SqlText Hold = "update vault_stock set held = held + $2 where variant_id = $1";

    public ShopId Shop { get; } = house.Get<IdSource>().Next<ShopId>();

    public VariantId Game { get; } = house.Get<IdSource>().Next<VariantId>();

    public VariantId Video { get; } = house.Get<IdSource>().Next<VariantId>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ImportRequest Request => new(Shop, Game);

    public static Stream File(params string[] lines) => new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    public static string[] Codes(int count, string prefix = "CODE") => [.. Enumerable.Range(1, count).Select(i => $"{prefix}-{i:D6}")];

    public Task<ImportSummary> ImportAsync(params string[] lines) => ImportAsync(Request, lines);

    public async Task<ImportSummary> ImportAsync(ImportRequest request, params string[] lines)
    {
        var result = await house.Get<ImportKeys>().RunAsync(Clerk.Tester, request, File(lines), Ct);
        Assert.Null(result.Problem);
        return result.Value!;
    }

    public async Task<List<string>> PoolAsync(VariantId variant)
    {
        var texts = new List<string>();
        await foreach (var key in house.Get<ExportKeys>().ReadAsync(new(Shop, variant), Ct))
            texts.Add(key.Text);
        return texts;
    }

    /// <summary>Sells as settlement does.</summary>
    public async Task<OrderId> SellAsync(VariantId variant, int quantity)
    {
        var order = house.Get<IdSource>().Next<OrderId>();
        var now = house.Clock.GetUtcNow();
        await using var work = await house.Get<Database>().BeginAsync(Ct);
        var batch = work.NewBatch();
        var demand = new KeyDemand(order, variant, quantity);
        var picked = PickKeys.AddTo(batch, [demand], now);
        await batch.SendAsync(Ct);
        var assigned = Allocation.Assign([demand], picked.Rows);
        SellKeys.AddTo(batch, assigned, now);
        MoveStock.AddTo(batch, [new StockMove(variant, -assigned.Count, 0)]);
        MoveBatches.AddTo(batch, assigned.Select(key => new BatchMove(key.BatchId) { Sold = 1, RevenueMinor = SoldForMinor }));
        await batch.SendAndCommitAsync(Ct);
        return order;
    }

    /// <summary>Promises keys to somebody.</summary>
    public async Task HoldAsync(VariantId variant, int quantity) =>
        await house.Get<Database>().WriteAsync(work => work.RunAsync(Hold, Ct, variant.Value, quantity), Ct);

    public async Task<long> OnHandAsync(VariantId variant) =>
        (await house.Get<StockLevels>().ForShopAsync(Shop, Ct)).GetValueOrDefault(variant)?.OnHand ?? 0;

    /// <summary>The counters of both pools are the pools, and those of the batches their keys.</summary>
    public async Task AssertCountersAsync()
    {
        foreach (var variant in (VariantId[])[Game, Video])
            Assert.Equal(await CountAsync(variant), await OnHandAsync(variant));
        Assert.Empty(await QueryAsync(WrongBatches, row => row.Guid(0), Shop.Value));
    }

    private async Task<long> CountAsync(VariantId variant) => (await QueryAsync(CountPool, row => row.Long(0), variant.Value)).Single();

    public async Task<IReadOnlyList<T>> QueryAsync<T>(SqlText sql, Func<SqlRow, T> map, params object?[] args)
    {
        await using var work = await house.Get<Database>().BeginAsync(Ct);
        var batch = work.NewBatch();
        var rows = batch.Read(sql, map, args);
        await batch.SendAsync(Ct);
        return rows.Rows;
    }

    public async Task<int> ExecuteAsync(SqlText sql, params object?[] args) =>
        await house.Get<Database>().WriteAsync(work => work.RunAsync(sql, Ct, args), Ct);
}
