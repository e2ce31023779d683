using System.Globalization;
using System.Text;
using System.Text.Json;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Buyers;
using Diner.Ordering.Orders;
using Diner.Testing;
using Diner.Vault.Import;
using Diner.Vault.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Specs.Delivery;

/// <summary>Writes a shop and orders in any state, as settlement would leave them.</summary>
internal sealed class OrderSeed(Database database, BuyerHashes buyers, ImportKeys import, IdSource ids, TimeProvider clock)
{
    public const string Email = "wei@example.com";

    private static int _orders;

    public ShopId Shop { get; private set; }

    public ChannelId Channel { get; set; }

    /// <summary>What the shop sells in.</summary>
    public CurrencyCode Currency { get; init; } = CurrencyCode.Cny;

    private Product Product { get; set; } = null!;

    private Variant Variant { get; set; } = null!;

    public static OrderSeed From(House house) =>
        From(house, CurrencyCode.Cny);

    public static OrderSeed From(House house, CurrencyCode currency) =>
        new(house.Get<Database>(), house.Get<BuyerHashes>(), house.Get<ImportKeys>(), house.Get<IdSource>(), house.Clock) { Currency = currency };

    public static OrderSeed From(IServiceProvider services) => ActivatorUtilities.CreateInstance<OrderSeed>(services);

    public async Task<OrderSeed> WithShopAsync(ShopSettings settings, CancellationToken ct, string slug = "demo")
    {
        Shop = ids.Next<ShopId>();
        var now = clock.GetUtcNow();
        Product = new Product
        {
            Id = ids.Next<ProductId>(), ShopId = Shop, Slug = "stars", Name = "星海争霸 100 元点卡", State = SaleState.OnSale, CreatedAt = now, UpdatedAt = now,
            UsageSteps = "打开游戏，进入「商城 → 兑换」\n粘贴卡号，再粘贴密码\n点「确认」，点数立刻到账", TutorialUrl = "https://example.com/how", RegionNote = "国服可用",
        };
        Variant = new Variant { Id = ids.Next<VariantId>(), ShopId = Shop, ProductId = Product.Id, Code = "GAME-100", Name = "100 元", Kind = GoodsKind.OneTime, PriceMinor = 9800 };
        await database.WriteAsync(work =>
        {
            work.Db.Add(new Shop { Id = Shop, Slug = slug, Name = "深夜点卡铺", Currency = Currency, CreatedAt = now, Settings = JsonSerializer.Serialize(settings) });
            work.Db.Add(Product);
            work.Db.Add(Variant);
            return Task.FromResult(0);
        }, ct);
        return this;
    }

    public async Task<OrderId> OrderAsync(OrderStatus status, CancellationToken ct, string? passwordHash = null, string email = Email, string device = "", int quantity = 1)
    {
        var (id, now) = (ids.Next<OrderId>(), clock.GetUtcNow());
        var isPaid = status is not (OrderStatus.Pending or OrderStatus.Expired or OrderStatus.Cancelled);
        var order = new Order
        {
            Id = id, ShopId = Shop, OrderNo = NextNo(), Status = status, ProductId = Product.Id, VariantId = Variant.Id, ProductName = Product.Name, VariantName = Variant.Name,
            Kind = GoodsKind.OneTime, Quantity = quantity, AmountMinor = 9800 * quantity, Currency = Currency, ChannelId = Channel, ContactEmail = email,
            ContactHash = await buyers.ContactAsync(email, ct), DeviceHash = await buyers.DeviceAsync(device, ct), LookupPasswordHash = passwordHash, Locale = "zh-CN",
            CreatedAt = now.AddSeconds(-40), ExpiresAt = now.AddMinutes(15), PaidAt = isPaid ? now.AddMilliseconds(-400) : null, DeliveredAt = status == OrderStatus.Delivered ? now : null,
        };
        await database.WriteAsync(work => Task.FromResult(work.Db.Add(order)), ct);
        return id;
    }

    /// <summary>Imports keys and hands them to the order.</summary>
    public async Task KeysAsync(OrderId order, string text, CancellationToken ct, KeyFileFormat format = KeyFileFormat.Text, string separator = "")
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var imported = await import.RunAsync(Clerk.Tester, new ImportRequest(Shop, Variant.Id) { Format = format, Separator = separator }, file, ct);
        if (!imported.IsOk)
            throw new InvalidOperationException(imported.Problem.Detail);
        await database.WriteAsync(
            work => work.Db.Set<StoredKey>().Where(key => key.ShopId == Shop && key.OrderId == null)
                .ExecuteUpdateAsync(set => set.SetProperty(key => key.OrderId, order).SetProperty(key => key.State, KeyState.Sold), ct),
            ct);
    }

    public Task SetStatusAsync(OrderId order, OrderStatus status, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return database.WriteAsync(
            work => work.Db.Set<Order>().Where(o => o.Id == order)
                .ExecuteUpdateAsync(set => set.SetProperty(o => o.Status, status).SetProperty(o => o.PaidAt, now).SetProperty(o => o.DeliveredAt, now), ct),
            ct);
    }

    private static string NextNo() => $"D26112-{Interlocked.Increment(ref _orders).ToString("D6", CultureInfo.InvariantCulture)}";
}
