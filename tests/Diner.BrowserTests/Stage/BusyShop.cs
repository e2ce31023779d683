using System.Text;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Coupons.Rules;
using Diner.Data.Audit;
using Diner.Insights.History;
using Diner.Kernel;
using Diner.Ordering.Checkout;
using Diner.Ordering.Orders;
using Diner.Ordering.Staff;
using Diner.Payments.Bills;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;
using Diner.Payments.Sandbox;
using Diner.Settlement.Settle;
using Diner.Vault.Import;
using Xunit;

namespace Diner.BrowserTests.Stage;

/// <summary>A shop on a busy evening: goods with wholesale prices, keys that soon expire, a coupon, and orders that went each its own way.</summary>
internal sealed class BusyShop
{
    private static readonly Actor Us = Actor.House("test");
    private static int _opened;

    private readonly House _house;
    private readonly ChannelId _channel;

    private BusyShop(House house, ShopView shop, ChannelId channel) => (_house, Shop, _channel) = (house, shop, channel);

    public ShopView Shop { get; }

    /// <summary>The product with three variants.</summary>
    public ProductId Product { get; private set; }

    /// <summary>An order with a coupon, delivered, and paid a second time.</summary>
    public OrderView Delivered { get; private set; } = null!;

    /// <summary>One that staff cancelled.</summary>
    public OrderView Cancelled { get; private set; } = null!;

    public string Console => $"/console/{Shop.Slug}";

    private static CancellationToken Ct => CancellationToken.None;

    public static async Task<BusyShop> OpenAsync(House house)
    {
        var shop = Took(await house.Get<OpenShop>().RunAsync(Us, new NewShop($"busy-{Interlocked.Increment(ref _opened)}", "深夜热卖铺", CurrencyCode.Cny), Ct));
        var channel = Took(await house.Get<EditChannels>().AddAsync(Us, new NewChannel(shop.Id, SandboxAccount.ChannelType, "支付宝", SandboxAccount.NewSettings()), Ct));
        var busy = new BusyShop(house, shop, channel);
        await busy.StockAsync();
        await busy.TradeAsync();
        return busy;
    }

    /// <summary>Hands in a bill of the shop's channel: lines of number, amount, order, kind, of today.</summary>
    public async Task CompareBillAsync(string lines)
    {
        var now = DateTimeOffset.UtcNow;
        var text = Encoding.UTF8.GetBytes($"number,amount,order,kind\n{lines}");
        var request = new BillRequest(Us, _channel, "csv", "11-26.csv", _ => Task.FromResult<Stream>(new MemoryStream(text))) { Mapping = new BillMapping("number", "amount", "order", Kind: "kind"), Days = (now.AddDays(-1), now.AddDays(1)) };
        Took(await _house.Get<ReconcileBill>().RunAsync(request, CurrencyCode.Cny, Ct));
    }

    /// <summary>Brings a past of so many days: sales each evening, most on Fridays, to buyers of all kinds.</summary>
    public async Task BringPastAsync(int days)
    {
        var text = new StringBuilder("order_no,paid_at,buyer,variant,quantity,amount,unit_cost\n");
        var today = new DateTimeOffset(DateTimeOffset.UtcNow.Date, TimeSpan.FromHours(8));
        for (var day = days; day > 0; day--)
        {
            var date = today.AddDays(-day);
            for (var sale = 0; sale < (date.DayOfWeek == DayOfWeek.Friday ? 12 : 4); sale++)
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"P{day}-{sale},{date.AddHours(18 + (sale % 5)):O},buyer{sale % 9}@example.com,STAR-100,{(sale == 0 ? 20 : 1)},{(sale == 0 ? "1960.00" : "98.00")},78.40\n");
        }

        using var reader = new StringReader(text.ToString());
        var done = Took(await _house.Get<ImportHistory>().RunAsync(Us, Shop, reader, Ct));
        Assert.True(done.ErrorCount == 0, string.Join('\n', done.Errors));
    }

    private async Task TradeAsync()
    {
        (Delivered, Cancelled) = (await PlaceAsync("STAR-100", "LAMP10"), await PlaceAsync("STAR-30"));
        Assert.Null(await _house.Get<CancelOrder>().RunAsync(Us, Cancelled, "买家说拍错了", Ct));
        await PayAsync(Delivered, "2026112600001");
        await PayAsync(Delivered, "2026112600002");
        await PayAsync(Delivered with { OrderNo = "D000000-00000000" }, "2026112600003");
        await PayAsync(await PlaceAsync("STAR-300") with { Amount = Money.Cny(100) }, "2026112600004");
        Assert.Null(await _house.Get<OrderNotes>().AddAsync(Us, Delivered, "老顾客，客气些", Ct));
    }

    private async Task StockAsync()
    {
        var category = Took(await _house.Get<SaveCategory>().RunAsync(Us, new CategoryDraft(Shop.Id, "games", "游戏点卡", null, 0), Ct));
        Took(await _house.Get<SaveCategory>().RunAsync(Us, new CategoryDraft(Shop.Id, "members", "会员月卡", null, 1), Ct));
        Took(await _house.Get<SaveCategory>().RunAsync(Us, new CategoryDraft(Shop.Id, "gifts", "礼品码", category, 0), Ct));
        Product = Took(await _house.Get<SaveProduct>().RunAsync(
            Us,
            new ProductDraft
            {
                ShopId = Shop.Id, Slug = "stars", Name = "星海争霸点卡", CategoryId = category, Summary = "秒发，国服可用",
                DescriptionMarkdown = "## 怎么用\n\n1. 打开游戏\n2. 进入 **商城 → 兑换**\n\n| 面额 | 到账 |\n|---|---|\n| 100 元 | 1000 点 |\n",
            },
            Ct));
        foreach (var (code, name, price, keys, days) in new[] { ("STAR-30", "30 元", 29_50L, 40, 400), ("STAR-100", "100 元", 98_00L, 60, 5), ("STAR-300", "300 元", 288_00L, 2, 400) })
        {
            var draft = new VariantDraft
            {
                ShopId = Shop.Id, ProductId = Product, Code = code, Name = name, PriceMinor = price,
                PriceBreaks = [new PriceBreak(10, price - 100), new PriceBreak(50, price - 200)], BuyerLimit = 5, Position = (int)(price / 1000),
            };
            var variant = Took(await _house.Get<SaveVariant>().RunAsync(Us, draft, Ct));
            var request = new ImportRequest(Shop.Id, variant) { Supplier = "林记批发", UnitCostMinor = price * 8 / 10, ExpiresAt = DateTimeOffset.UtcNow.AddDays(days) };
            using var file = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, keys).Select(i => $"{code}-{i:D5}-{Shop.Slug}\n"))));
            Took(await _house.Get<ImportKeys>().RunAsync(Us, request, file, Ct));
        }

        Took(await _house.Get<SetSaleState>().RunAsync(Us, new SaleSchedule(Shop.Id, Product, SaleState.OnSale), Ct));
        Took(await _house.Get<SaveCoupon>().RunAsync(Us, new CouponDraft { ShopId = Shop.Id, Name = "深夜九折", Code = "LAMP10", Terms = new CouponTerms { Kind = DiscountKind.Percentage, BasisPoints = 1_000 } }, Ct));
    }

    private async Task<OrderView> PlaceAsync(string code, string? coupon = null) => Took(await _house.Get<PlaceOrder>().RunAsync(
        new CheckoutRequest(Shop.Id, code, 1, new BuyerContact(Shopping.NewEmail(), null), null, _channel, new BuyerTrace($"2001:db8::{Random.Shared.Next(65_536):x}", ""), "zh-CN", null) { Coupon = coupon }, Ct));

    private Task PayAsync(OrderView order, string transaction) => _house.Get<SettlePayments>().RunAsync(
        [SettlementRequest.Notified(Shop.Id, new VerifiedPayment(_channel, transaction, order.OrderNo, order.Amount, $"trade_no={transaction}&out_trade_no={order.OrderNo}&sign=abc"), DateTimeOffset.UtcNow)], Ct);

    private static T Took<T>(Result<T> result)
    {
        Assert.True(result.IsOk, result.Problem?.Detail);
        return result.Value;
    }
}
