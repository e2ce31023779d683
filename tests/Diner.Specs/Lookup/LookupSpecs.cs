using Diner.Catalog.Shops;
using Diner.Data.Storage;
using Diner.Delivery.Lookup;
using Diner.Delivery.Mail;
using Diner.Kernel;
using Diner.Ordering.Buyers;
using Diner.Ordering.Lookup;
using Diner.Ordering.Orders;
using Diner.Specs.Delivery;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Diner.Specs.Lookup;

public abstract class LookupSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private OrderSeed _seed = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _seed = await OrderSeed.From(House).WithShopAsync(new ShopSettings(), Ct);
    }

    [Fact]
    public async Task Number_contact_and_password_find_the_order_however_they_are_spelt()
    {
        var id = await _seed.OrderAsync(OrderStatus.Delivered, Ct, LookupPasswords.Hash("noodles"));
        var no = (await House.Get<OrderQueries>().FindAsync(id, Ct))!.OrderNo;
        var found = await House.Get<ClaimOrder>().RunAsync(new OrderClaim(_seed.Shop, $" {no.ToLowerInvariant()} ", " WEI@Example.com", "noodles"), "", Ct);
        Assert.Equal(id, found.Value);
    }

    [Fact]
    public async Task An_unknown_order_answers_like_a_wrong_password()
    {
        var id = await _seed.OrderAsync(OrderStatus.Delivered, Ct, LookupPasswords.Hash("noodles"));
        var bare = await _seed.OrderAsync(OrderStatus.Delivered, Ct);
        var orders = House.Get<OrderQueries>();
        var (no, bareNo) = ((await orders.FindAsync(id, Ct))!.OrderNo, (await orders.FindAsync(bare, Ct))!.OrderNo);
        OrderClaim[] claims =
        [
            new(_seed.Shop, no, OrderSeed.Email, "wrong"), new(_seed.Shop, "D00000-000000", OrderSeed.Email, "noodles"), new(_seed.Shop, no, "other@example.com", "noodles"),
            new(House.Get<IdSource>().Next<ShopId>(), no, OrderSeed.Email, "noodles"), new(_seed.Shop, bareNo, OrderSeed.Email, ""),
        ];
        var answers = new List<Problem?>();
        foreach (var claim in claims)
            answers.Add((await House.Get<ClaimOrder>().RunAsync(claim, "", Ct)).Problem);
        Assert.Equal(ProblemCode.UnknownOrder, Assert.Single(answers.Distinct())!.Code);
    }

    [Fact]
    public async Task A_mailed_code_opens_every_order_of_the_contact_once()
    {
        var (first, second) = (await _seed.OrderAsync(OrderStatus.Delivered, Ct), await _seed.OrderAsync(OrderStatus.Expired, Ct));
        await _seed.OrderAsync(OrderStatus.Delivered, Ct, email: "other@example.com");
        var code = await MailedCodeAsync();
        var ticket = (await RedeemAsync(code)).Value!;
        var read = (await House.Get<LookupTickets>().ReadAsync(ticket, Ct))!;
        var orders = await House.Get<OrderQueries>().ForContactAsync(read.ShopId, read.ContactHash, 1, Ct);
        Assert.Equal([second, first], orders.Orders.Select(order => order.Id));
        Assert.False((await RedeemAsync(code)).IsOk);
    }

    [Fact]
    public async Task After_five_wrong_tries_the_right_code_opens_nothing()
    {
        await _seed.OrderAsync(OrderStatus.Delivered, Ct);
        var code = await MailedCodeAsync();
        for (var i = 0; i < MailLookupCode.TriesMax; i++)
            Assert.False((await RedeemAsync(code == "000000" ? "000001" : "000000")).IsOk);
        Assert.Equal(ProblemCode.UnknownOrder, (await RedeemAsync(code)).Problem!.Code);
    }

    [Fact]
    public async Task After_ten_minutes_a_code_opens_nothing_and_its_mail_is_not_sent()
    {
        await _seed.OrderAsync(OrderStatus.Delivered, Ct);
        var code = await MailedCodeAsync();
        House.Clock.Advance(MailLookupCode.Lifetime);
        Assert.False((await RedeemAsync(code)).IsOk);
    }

    [Fact]
    public async Task A_new_code_makes_the_old_one_useless()
    {
        await _seed.OrderAsync(OrderStatus.Delivered, Ct);
        var old = await MailedCodeAsync();
        var fresh = await MailedCodeAsync();
        Assert.Equal([old == fresh, true], [(await RedeemAsync(old)).IsOk, (await RedeemAsync(fresh)).IsOk]);
    }

    [Fact]
    public async Task Who_never_bought_is_mailed_nothing()
    {
        await House.Get<MailLookupCode>().RunAsync(_seed.Shop, Address("nobody@example.com"), "en", Ct);
        var carrier = new TestCarrier();
        await Sender(carrier).RunOnceAsync(Ct);
        Assert.Empty(carrier.Taken);
    }

    [Fact]
    public async Task A_ticket_that_is_old_or_changed_opens_nothing()
    {
        var tickets = House.Get<LookupTickets>();
        var ticket = await tickets.ForAsync(_seed.Shop, new byte[16], Ct);
        Assert.NotNull(await tickets.ReadAsync(ticket, Ct));
        Assert.Null(await tickets.ReadAsync((ticket[0] == 'A' ? "B" : "A") + ticket[1..], Ct));
        House.Clock.Advance(LookupTickets.Lifetime);
        Assert.Null(await tickets.ReadAsync(ticket, Ct));
    }

    [Fact]
    public async Task A_browser_finds_its_own_orders_and_one_without_a_cookie_finds_none()
    {
        var mine = await _seed.OrderAsync(OrderStatus.Delivered, Ct, device: "mine");
        await _seed.OrderAsync(OrderStatus.Delivered, Ct);
        var (orders, buyers) = (House.Get<OrderQueries>(), House.Get<BuyerHashes>());
        Assert.Equal(mine, Assert.Single((await orders.ForDeviceAsync(await buyers.DeviceAsync("mine", Ct), 1, Ct)).Orders).Id);
        Assert.Empty((await orders.ForDeviceAsync(await buyers.DeviceAsync("", Ct), 1, Ct)).Orders);
    }

    [Fact]
    public async Task Another_nodes_change_wakes_this_nodes_pages()
    {
        var id = await _seed.OrderAsync(OrderStatus.Pending, Ct);
        var (signals, watch) = (House.Get<OrderSignals>(), House.Get<WatchOrders>());
        var first = signals.WaitAsync(id, TimeSpan.FromHours(1), Ct);
        await watch.RunOnceAsync(Ct);
        await first;
        var second = signals.WaitAsync(id, TimeSpan.FromHours(1), Ct);
        await watch.RunOnceAsync(Ct);
        Assert.False(second.IsCompleted);
        await _seed.SetStatusAsync(id, OrderStatus.Delivered, Ct);
        await watch.RunOnceAsync(Ct);
        await second;
    }

    private static EmailAddress Address(string text) => EmailAddress.TryParse(text, out var email) ? email : throw new ArgumentException(text);

    private async Task<string> MailedCodeAsync()
    {
        await House.Get<MailLookupCode>().RunAsync(_seed.Shop, Address(OrderSeed.Email), "zh-CN", Ct);
        var carrier = new TestCarrier();
        await Sender(carrier).RunOnceAsync(Ct);
        return Assert.Single(carrier.Taken).TextBody!.Split('\n', '\r').Single(line => line.Length == 6 && line.All(char.IsAsciiDigit));
    }

    private Task<Result<string>> RedeemAsync(string code) => House.Get<RedeemLookupCode>().RunAsync(_seed.Shop, Address(OrderSeed.Email), code, Ct);

    private SendMail Sender(IMailCarrier carrier) => new(House.Get<Database>(), House.Get<ComposeMail>(), carrier, House.Clock, NullLogger<SendMail>.Instance);
}

public sealed class LookupOnSqlite() : LookupSpecs(DatabaseKind.Sqlite);

public sealed class LookupOnPostgres() : LookupSpecs(DatabaseKind.Postgres);
