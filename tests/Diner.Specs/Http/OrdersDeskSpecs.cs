using System.Net;
using Diner.Accounts.Permissions;
using Diner.Data.Audit;
using Diner.Delivery.Pages;
using Diner.Delivery.Problems;
using Diner.Kernel;
using Diner.Ordering.Lookup;
using Diner.Ordering.Orders;
using Diner.Payments.Records;
using Diner.Settlement.Refund;
using Diner.Vault.Keys;
using Xunit;

namespace Diner.Specs.Http;

/// <summary>The pages on which staff work with orders, over HTTP.</summary>
public abstract class OrdersDeskSpecs(HttpFront front)
{
    private static readonly string[] Acts = ["resend", "cancel", "note", "answer", "replace", "fulfil", "confirm", "reveal"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_list_shows_what_the_address_asks_for()
    {
        var (owner, order) = (await front.SeatAsync(front.Merchant, Role.Owner), await BuyAsync());
        foreach (var query in (string[])["", $"?no={order.OrderNo.ToLowerInvariant()}", "?state=delivered", $"?goods=v:{order.VariantId.Value}", $"?goods=p:{order.ProductId.Value}", $"?channel={order.ChannelId.Value}", "?min=1&max=9.90", "?email=A%40B.c"])
            Assert.Contains(order.OrderNo, await ReadAsync($"/console/{HttpFront.Shop}/orders{query}", owner), StringComparison.Ordinal);
        foreach (var query in (string[])["?no=D000000-00000000", "?state=manual", $"?goods=v:{Guid.Empty}", $"?goods=p:{Guid.Empty}", "?min=10", "?email=x%40y.z", "?tx=nothing", "?to=2001-01-01", "?problem=any"])
            Assert.DoesNotContain($"/orders/{order.OrderNo}\"", await ReadAsync($"/console/{HttpFront.Shop}/orders{query}", owner), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_shops_order_is_not_there_for_any_act()
    {
        var order = await BuyAsync();
        var theirs = await front.SeatAsync(front.OtherMerchant, Role.Owner);
        var address = $"/console/{HttpFront.OtherShop}/orders/{order.OrderNo}";
        using (var page = await front.SendAsync(HttpMethod.Get, address, theirs))
            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        foreach (var act in Acts)
        {
            using var answer = await PostAsync($"{address}/{act}", theirs, ("why", "x"), ("reason", "x"), ("note", "x"), ("text", "x"), ("key", $"{(await KeysAsync(order))[0].KeyId.Value}"));
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{act}: {answer.StatusCode}");
        }

        Assert.Empty(await front.Get<Deeds>().OfAsync(order.ShopId, order.Id.Value, Ct));
        await front.AssertHealthyAsync();
    }

    [Fact]
    public async Task The_buyers_page_says_what_goes_back()
    {
        var order = await BuyAsync();
        var payment = Assert.Single(await front.Get<PaymentRecords>().OfOrderAsync(order.ShopId, order.Id, order.OrderNo, Ct));
        await front.Get<RefundPayment>().RunAsync(Actor.House("test"), new RefundOrder(order.ShopId, payment.Id, 150, "one day less"), Ct);
        var page = await ReadAsync($"/o/{front.Get<PageTokens>().For(order.Id)}", null);
        Assert.Contains("¥1.50", page, StringComparison.Ordinal);
        Assert.Contains("正在退回", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_another_order_is_not_replaced()
    {
        var (owner, order, other) = (await front.SeatAsync(front.Merchant, Role.Owner), await BuyAsync(), await BuyAsync());
        var foreign = (await KeysAsync(other))[0];
        using var answer = await PostAsync($"{Address(order)}/replace", owner, ("key", $"{foreign.KeyId.Value}"), ("reason", "bad"));
        Assert.EndsWith("?failed=NotFound", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.Equal(foreign.KeyId, (await KeysAsync(other))[0].KeyId);
    }

    [Fact]
    public async Task Support_helps_a_buyer_and_sees_no_key()
    {
        var (support, order) = (await front.SeatAsync(front.Merchant, Role.Support), await BuyAsync());
        var bad = (await KeysAsync(order))[0];
        var before = await ReadAsync(Address(order), support);
        using var replaced = await PostAsync($"{Address(order)}/replace", support, ("key", $"{bad.KeyId.Value}"), ("reason", "used before"));
        Assert.EndsWith("?done=replaced", replaced.Headers.Location?.ToString(), StringComparison.Ordinal);
        var after = await ReadAsync(replaced.Headers.Location!.ToString(), support);
        var given = (await KeysAsync(order))[0];
        Assert.NotEqual(bad.Text, given.Text);
        Assert.All([before, after], page => Assert.All([bad.Text, given.Text], text => Assert.DoesNotContain(text, page, StringComparison.Ordinal)));
        Assert.DoesNotContain("/reveal", after, StringComparison.Ordinal);
        await front.AssertHealthyAsync();
    }

    [Fact]
    public async Task Whoever_may_sees_the_keys_and_the_trail_says_so()
    {
        var (owner, order) = (await front.SeatAsync(front.Merchant, Role.Owner), await BuyAsync());
        var key = (await KeysAsync(order))[0];
        Assert.DoesNotContain(key.Text, await ReadAsync(Address(order), owner), StringComparison.Ordinal);
        using var answer = await PostAsync($"{Address(order)}/reveal", owner);
        Assert.Contains(key.Text, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        var deed = Assert.Single(await front.Get<Deeds>().OfAsync(order.ShopId, order.Id.Value, Ct));
        Assert.Equal(("order.keys_revealed", true), (deed.Action, deed.Succeeded));
    }

    [Fact]
    public async Task Each_act_ends_on_the_order_with_a_note()
    {
        var owner = await front.SeatAsync(front.Merchant, Role.Owner);
        var open = await PlaceAsync();
        await EndsAsync(open, owner, "note", "?done=noted", ("note", "called back"));
        await EndsAsync(open, owner, "note", "?failed=InvalidRequest", ("note", " "));
        await EndsAsync(open, owner, "resend", "?failed=WrongState");
        await EndsAsync(open, owner, "cancel", "?done=cancelled", ("why", "asked"));
        await EndsAsync(open, owner, "confirm", "?failed=InvalidRequest");
        await EndsAsync(open, owner, "confirm", "?done=confirmed", ("why", "seen on the statement"));
        await EndsAsync(open, owner, "cancel", "?failed=WrongState");
        await EndsAsync(open, owner, "fulfil", "?failed=WrongState", ("text", "x"));
        var page = await ReadAsync(Address(open) + "?done=confirmed", owner);
        Assert.Contains("called back", page, StringComparison.Ordinal);
        Assert.Contains("seen on the statement", page, StringComparison.Ordinal);
        await front.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_report_is_listed_until_it_is_answered_and_the_buyer_reads_the_answer()
    {
        var (support, order) = (await front.SeatAsync(front.Merchant, Role.Support), await BuyAsync());
        await front.Get<ReportProblem>().RunAsync(order, (await KeysAsync(order))[0].KeyId, "it says used", Ct);
        var report = Assert.Single(await front.Get<ProblemReports>().OfOrderAsync(order.Id, Ct));
        Assert.Contains("it says used", await ReadAsync($"/console/{HttpFront.Shop}/problems", support), StringComparison.Ordinal);
        await EndsAsync(order, support, "answer", "?failed=InvalidRequest", ("report", $"{report.Id}"), ("how", "explain"));
        await EndsAsync(order, support, "answer", "?done=answered", ("report", $"{report.Id}"), ("how", "explain"), ("answer", "Choose your region first."));
        await EndsAsync(order, support, "answer", "?failed=WrongState", ("report", $"{report.Id}"), ("how", "close"));
        Assert.DoesNotContain(order.OrderNo, await ReadAsync($"/console/{HttpFront.Shop}/problems", support), StringComparison.Ordinal);
        Assert.Contains("Choose your region first.", await ReadAsync($"/o/{front.Get<Diner.Delivery.Pages.PageTokens>().For(order.Id)}", null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unmatched_payment_stands_with_its_order_until_finance_says_how_it_was_dealt_with()
    {
        var (support, finance) = (await front.SeatAsync(front.Merchant, Role.Support), await front.SeatAsync(front.Merchant, Role.Finance));
        var placed = await front.PlaceAsync();
        await front.TellAsync(front.Notification(placed));
        await front.TellAsync(front.Notification(placed, trade: "TWICE-1"));
        var payment = (await front.Get<UnmatchedPayments>().ListAsync(null, null, 99, Ct)).Single(p => p.TransactionId == "TWICE-1");
        var (page, form) = ($"/console/{HttpFront.Shop}/payments", $"/console/{HttpFront.Shop}/payments/{payment.Id.Value}/done");
        Assert.Contains(page, await ReadAsync($"/console/{HttpFront.Shop}", support), StringComparison.Ordinal);
        Assert.Contains($"/orders/{payment.OrderNo}", await ReadAsync(page, support), StringComparison.Ordinal);
        Assert.DoesNotContain(form, await ReadAsync(page, support), StringComparison.Ordinal);
        Assert.Contains(form, await ReadAsync(page, finance), StringComparison.Ordinal);
        using var done = await PostAsync(form, finance, ("how", "paid back"));
        Assert.EndsWith("/payments?done=1", done.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("TWICE-1", await ReadAsync(page, finance), StringComparison.Ordinal);
        await front.AssertHealthyAsync();
    }

    private async Task EndsAsync(OrderView order, string seat, string act, string ending, params (string Name, string Value)[] fields)
    {
        using var answer = await PostAsync($"{Address(order)}/{act}", seat, fields);
        Assert.True(answer.Headers.Location?.ToString().EndsWith(ending, StringComparison.Ordinal), $"{act}: {answer.StatusCode} {answer.Headers.Location}");
    }

    private static string Address(OrderView order) => $"/console/{HttpFront.Shop}/orders/{order.OrderNo}";

    private async Task<OrderView> PlaceAsync() => (await front.Get<OrderQueries>().FindByNoAsync((await front.PlaceAsync()).GetProperty("order_no").GetString()!, Ct))!;

    private async Task<OrderView> BuyAsync()
    {
        var placed = await front.PlaceAsync();
        Assert.Equal((200, "success"), await front.TellAsync(front.Notification(placed)));
        return (await front.Get<OrderQueries>().FindByNoAsync(placed.GetProperty("order_no").GetString()!, Ct))!;
    }

    private Task<IReadOnlyList<KeyText>> KeysAsync(OrderView order) => front.Get<RevealKeys>().ForOrderAsync(order.Id, Ct);

    private Task<HttpResponseMessage> PostAsync(string path, string seat, params (string Name, string Value)[] fields) =>
        front.SendAsync(HttpMethod.Post, path, seat, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    private async Task<string> ReadAsync(string path, string? seat)
    {
        using var answer = await front.SendAsync(HttpMethod.Get, path, seat);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync(Ct);
    }
}

public sealed class OrdersDeskOnSqlite(SqliteFront front) : OrdersDeskSpecs(front), IClassFixture<SqliteFront>;

public sealed class OrdersDeskOnPostgres(PostgresFront front) : OrdersDeskSpecs(front), IClassFixture<PostgresFront>;
