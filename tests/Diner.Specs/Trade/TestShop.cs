using System.Security.Cryptography;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Postings;
using Diner.Ordering.Checkout;
using Diner.Ordering.Orders;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;
using Diner.Settlement.Doctor;
using Diner.Settlement.Settle;
using Diner.Testing;
using Diner.Vault.Keys;
using Diner.Vault.Stock;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Trade;

/// <summary>A shop with goods, for specs of checkout and settlement. Keys are rows of random bytes: nobody opens them here.</summary>
internal sealed class TestShop
{
    private readonly House _house;
    private int _transactions;

    private TestShop(House house, ShopId id, ChannelId channel, ProductId product) => (_house, Id, Channel, Product) = (house, id, channel, product);

    /// <summary>Somebody who works there.</summary>
    public static Actor Lin { get; } = new(ActorKind.Staff, new Guid("019aa000-0000-7000-8000-00000000011a"), "lin@example.com", "203.0.113.9");

    public ShopId Id { get; }

    public ChannelId Channel { get; }

    private ProductId Product { get; }

    public static async Task<TestShop> OpenAsync(House house, ShopSettings? settings = null)
    {
        var ids = house.Get<IdSource>();
        var shop = new TestShop(house, ids.Next<ShopId>(), ids.Next<ChannelId>(), ids.Next<ProductId>());
        var now = house.Clock.GetUtcNow();
        var sealedSettings = await house.Get<SealedSettings>().SealAsync(shop.Channel, new Dictionary<string, string> { ["key"] = "k" }, CancellationToken.None);
        await shop.WriteAsync(
            new Shop { Id = shop.Id, Slug = $"s{shop.Id.Value:n}", Name = "Test", FeeBasisPoints = 150, CreatedAt = now, Settings = System.Text.Json.JsonSerializer.Serialize(settings ?? new ShopSettings()) },
            new Product { Id = shop.Product, ShopId = shop.Id, Slug = "p", Name = "Product", State = SaleState.OnSale, CreatedAt = now },
            new ChannelRow { Id = shop.Channel, ShopId = shop.Id, Type = "test", Name = "Test", Settings = sealedSettings, CreatedAt = now });
        return shop;
    }

    public async Task<VariantId> SellAsync(string code, int keys, Action<Variant>? change = null, GoodsKind kind = GoodsKind.OneTime, long price = 1000)
    {
        var variant = new Variant { Id = _house.Get<IdSource>().Next<VariantId>(), ShopId = Id, ProductId = Product, Code = code, Name = code, Kind = kind, PriceMinor = price, QuantityMax = 100 };
        change?.Invoke(variant);
        await WriteAsync(variant);
        if (keys > 0)
            await StockAsync(variant.Id, keys);
        return variant.Id;
    }

    public async Task StockAsync(VariantId variant, int keys, DateTimeOffset? expiresAt = null)
    {
        await using var work = await _house.Get<Database>().BeginAsync(CancellationToken.None);
        for (var i = 0; i < keys; i++)
        {
            var key = new StoredKey
            {
                Id = _house.Get<IdSource>().Next<KeyId>(), ShopId = Id, VariantId = variant, BatchId = new BatchId(Guid.Empty),
                Secret = RandomNumberGenerator.GetBytes(40), Fingerprint = RandomNumberGenerator.GetBytes(16), ExpiresAt = expiresAt ?? DateTimeOffset.MaxValue,
            };
            work.Db.AddRange(key, new KeyFingerprint { ShopId = Id, Fingerprint = key.Fingerprint, KeyId = key.Id });
        }

        if (await work.Db.Set<StockRow>().FindAsync(variant) is { } stock)
            stock.OnHand += keys;
        else
            work.Db.Add(new StockRow { VariantId = variant, ShopId = Id, OnHand = keys });
        await work.CommitAsync(CancellationToken.None);
    }

    public CheckoutRequest Request(string code, int quantity = 1, string email = "buyer@example.com", string? key = null, string address = "203.0.113.7") =>
        new(Id, code, quantity, new BuyerContact(email, null), null, Channel, new BuyerTrace(address, ""), "zh-CN", key);

    public Task<Result<OrderView>> TryPlaceAsync(CheckoutRequest request) => _house.Get<PlaceOrder>().RunAsync(request, CancellationToken.None);

    public async Task<OrderView> PlaceAsync(string code, int quantity = 1, string? email = null)
    {
        var placed = await TryPlaceAsync(Request(code, quantity, email ?? $"{Guid.CreateVersion7():n}@example.com", address: $"2001:db8:{Random.Shared.Next(65536):x}:{Random.Shared.Next(65536):x}::1"));
        Assert.True(placed.IsOk, placed.Problem?.Detail);
        return placed.Value;
    }

    public async Task<List<OrderView>> PlaceManyAsync(string code, int count, int quantity = 1)
    {
        var orders = new List<OrderView>();
        for (var i = 0; i < count; i++)
            orders.Add(await PlaceAsync(code, quantity));
        return orders;
    }

    public SettlementRequest Payment(OrderView order, long? minor = null, string? transaction = null, ChannelId? channel = null) => SettlementRequest.Notified(
        Id,
        new VerifiedPayment(channel ?? Channel, transaction ?? $"t-{Interlocked.Increment(ref _transactions)}-{order.OrderNo}", order.OrderNo, Money.Cny(minor ?? order.Amount.AmountMinor), "raw"),
        _house.Clock.GetUtcNow());

    public async Task<SettlementOutcome> PayAsync(OrderView order, long? minor = null, string? transaction = null) =>
        (await SettleAsync(Payment(order, minor, transaction)))[0];

    public async Task<IReadOnlyList<SettlementOutcome>> SettleAsync(params SettlementRequest[] requests) =>
        [.. (await _house.Get<SettlePayments>().RunAsync(requests, CancellationToken.None)).Select(r => r.Outcome)];

    public async Task<OrderStatus> StatusAsync(OrderView order)
    {
        await using var db = _house.Get<Database>().Read();
        return await db.Set<Order>().Where(o => o.Id == order.Id).Select(o => o.Status).SingleAsync();
    }

    public async Task<int> KeysOfAsync(OrderView order)
    {
        await using var db = _house.Get<Database>().Read();
        return await db.Set<StoredKey>().CountAsync(k => k.OrderId == order.Id);
    }

    public async Task<(long OnHand, long Held)> StockOfAsync(VariantId variant)
    {
        await using var db = _house.Get<Database>().Read();
        var stock = await db.Set<StockRow>().SingleAsync(s => s.VariantId == variant);
        return (stock.OnHand, stock.Held);
    }

    public async Task<int> PostingsAsync(PostingKind kind)
    {
        await using var db = _house.Get<Database>().Read();
        return await db.Set<Posting>().CountAsync(p => p.Kind == kind);
    }

    /// <summary>What the audit trail says was done to the order.</summary>
    public async Task<IReadOnlyList<string>> DeedsAsync(OrderView order)
    {
        await using var db = _house.Get<Database>().Read();
        return await db.Set<AuditRow>().Where(r => r.SubjectId == order.Id.Value && r.ShopId == Id).OrderBy(r => r.Number).Select(r => r.Action + " by " + r.ActorName + ": " + r.Why).ToListAsync();
    }

    public async Task AssertHealthyAsync()
    {
        var findings = await _house.Get<Examine>().RunAsync(CancellationToken.None);
        Assert.True(findings.Count == 0, string.Join('\n', findings.Select(f => $"{f.Invariant} {string.Join(' ', f.Breaches)}")));
    }

    private async Task WriteAsync(params object[] rows)
    {
        await using var work = await _house.Get<Database>().BeginAsync(CancellationToken.None);
        work.Db.AddRange(rows);
        await work.CommitAsync(CancellationToken.None);
    }
}
