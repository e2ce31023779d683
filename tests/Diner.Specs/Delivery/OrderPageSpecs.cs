using System.Net;
using Diner.Catalog.Shops;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Lookup;
using Diner.Ordering.Orders;
using Diner.Testing;
using Xunit;

namespace Diner.Specs.Delivery;

public abstract class OrderPageSpecs(DatabaseKind kind)
{
    private const string Key = "SC7K29QD0M4X8VTR";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delivered_order_shows_its_keys_escaped_and_is_kept_nowhere()
    {
        await using var site = await OpenAsync();
        var order = await DeliveredAsync(site, $"{Key}\n<script>alert(1)</script>\n");
        using var answer = await site.Browser.GetAsync(site.PathOf(order), Ct);
        var html = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("<i>SC7K</i><i>29QD</i><i>0M4X</i><i>8VTR</i>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("noindex, nofollow", answer.Headers.GetValues("X-Robots-Tag").Single());
    }

    [Fact]
    public async Task Covered_keys_are_not_sent_before_they_are_uncovered()
    {
        await using var site = await OpenAsync(new ShopSettings { MasksKeys = true });
        var path = site.PathOf(await DeliveredAsync(site, $"{Key}\n"));
        Assert.DoesNotContain("SC7K", await site.Browser.GetStringAsync(path, Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await site.Browser.GetAsync($"{path}/keys.txt", Ct)).StatusCode);
        using var revealed = await site.Browser.PostAsync($"{path}/reveal", null, Ct);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", revealed.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        Assert.Contains("SC7K", await (await site.Browser.SendAsync(request, Ct)).Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_files_hold_the_keys()
    {
        await using var site = await OpenAsync();
        var path = site.PathOf(await DeliveredAsync(site, "=1+1\n"));
        Assert.Equal("=1+1\r\n", await site.Browser.GetStringAsync($"{path}/keys.txt", Ct));
        using var csv = await site.Browser.GetAsync($"{path}/keys.csv", Ct);
        Assert.EndsWith("key\r\n'=1+1\r\n", await csv.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal("attachment", csv.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Fact]
    public async Task A_link_has_a_qr_code_and_another_key_has_none()
    {
        await using var site = await OpenAsync();
        var path = site.PathOf(await DeliveredAsync(site, $"https://example.com/redeem?c=1\n{Key}\n"));
        Assert.StartsWith("<svg", await site.Browser.GetStringAsync($"{path}/keys/1/qr.svg", Ct), StringComparison.Ordinal);
        foreach (var number in new[] { "0", "2", "3", "99999999999", "x" })
            Assert.Equal(HttpStatusCode.NotFound, (await site.Browser.GetAsync($"{path}/keys/{number}/qr.svg", Ct)).StatusCode);
    }

    [Theory]
    [InlineData(OrderStatus.Pending)]
    [InlineData(OrderStatus.Paid)]
    [InlineData(OrderStatus.Expired)]
    [InlineData(OrderStatus.Cancelled)]
    [InlineData(OrderStatus.AwaitingStock)]
    [InlineData(OrderStatus.AmountMismatch)]
    [InlineData(OrderStatus.NeedsReview)]
    [InlineData(OrderStatus.Manual)]
    [InlineData(OrderStatus.Refunded)]
    public async Task Every_state_has_a_plain_sentence(OrderStatus status)
    {
        await using var site = await OpenAsync();
        var path = site.PathOf(await site.Seed.OrderAsync(status, Ct));
        var html = await site.Browser.GetStringAsync(path, Ct);
        Assert.DoesNotContain($"Say{status}", html, StringComparison.Ordinal);
        Assert.DoesNotContain($"Status{status}", html, StringComparison.Ordinal);
        Assert.Equal(status == OrderStatus.Pending, html.Contains($"{path}/pay", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_open_page_is_told_the_moment_its_order_is_delivered()
    {
        await using var site = await OpenAsync();
        var order = await site.Seed.OrderAsync(OrderStatus.Pending, Ct);
        using var stream = new StreamReader(await site.Browser.GetStreamAsync($"{site.PathOf(order)}/events", Ct));
        Assert.Equal("event: status", await stream.ReadLineAsync(Ct));
        Assert.Equal("data: pending", await stream.ReadLineAsync(Ct));
        await site.Seed.SetStatusAsync(order, OrderStatus.Delivered, Ct);
        site.Get<OrderSignals>().Changed([order]);
        Assert.Contains("data: delivered", await stream.ReadToEndAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_tokens_and_hostile_forms_get_a_plain_refusal()
    {
        await using var site = await OpenAsync();
        var path = site.PathOf(await DeliveredAsync(site, $"{Key}\n"));
        foreach (var wrong in new[] { "/o/x", $"{path}x", "/o/%E4%BB%A4%E7%89%8C", $"/o/{new string('*', 43)}", "/o/x/events", "/o/x/keys.txt", "/o/x/pay" })
            Assert.Equal(HttpStatusCode.NotFound, (await site.Browser.GetAsync(wrong, Ct)).StatusCode);
        foreach (var body in new HttpContent[] { new StringContent("{"), Form(("key", "x")), Form(("key", Guid.Empty.ToString())), new StringContent("a=%zz", null, "application/x-www-form-urlencoded") })
            Assert.Equal(HttpStatusCode.BadRequest, (await site.Browser.PostAsync($"{path}/problem", body, Ct)).StatusCode);
        using var huge = new StringContent("note=" + new string('x', 100_000), null, "application/x-www-form-urlencoded");
        Assert.InRange((int)(await site.Browser.PostAsync($"{path}/problem", huge, Ct)).StatusCode, 400, 499);
    }

    [Fact]
    public async Task A_look_up_with_wrong_words_is_answered_alike_and_the_right_ones_lead_to_the_page()
    {
        await using var site = await OpenAsync();
        var order = await site.Seed.OrderAsync(OrderStatus.Delivered, Ct, LookupPasswords.Hash("noodles"));
        var no = (await site.Get<OrderQueries>().FindAsync(order, Ct))!.OrderNo;
        var wrong = await site.Browser.PostAsync("/s/demo/find", Form(("order_no", no), ("contact", OrderSeed.Email), ("password", "wrong")), Ct);
        var unknown = await site.Browser.PostAsync("/s/demo/find", Form(("order_no", "D00000-000000"), ("contact", OrderSeed.Email), ("password", "wrong")), Ct);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (wrong.StatusCode, unknown.StatusCode));
        Assert.Equal((await wrong.Content.ReadAsStringAsync(Ct)).Replace(no, "", StringComparison.Ordinal), (await unknown.Content.ReadAsStringAsync(Ct)).Replace("D00000-000000", "", StringComparison.Ordinal));
        var right = await site.Browser.PostAsync("/s/demo/find", Form(("order_no", no), ("contact", OrderSeed.Email), ("password", "noodles")), Ct);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Browser.GetAsync($"/s/demo/find/{new string('*', 75)}", Ct)).StatusCode);
        Assert.Equal(site.PathOf(order), right.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task The_pay_page_names_amount_and_way_and_a_paid_order_goes_on()
    {
        await using var site = await OpenAsync();
        var order = await site.Seed.OrderAsync(OrderStatus.Pending, Ct);
        var path = site.PathOf(order);
        var html = await site.Browser.GetStringAsync($"{path}/pay", Ct);
        Assert.Contains("98</span>", html, StringComparison.Ordinal);
        Assert.Contains("play money", html, StringComparison.Ordinal);
        Assert.Contains("<svg", html, StringComparison.Ordinal);
        await site.Seed.SetStatusAsync(order, OrderStatus.Delivered, Ct);
        Assert.Equal(path, (await site.Browser.GetAsync($"{path}/pay", Ct)).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_problem_is_reported_and_the_page_says_what_happens_next()
    {
        await using var site = await OpenAsync();
        var order = await DeliveredAsync(site, $"{Key}\n");
        var path = site.PathOf(order);
        var key = (await site.Get<Diner.Vault.Keys.RevealKeys>().ForOrderAsync(order, Ct))[0].KeyId.Value;
        var told = await site.Browser.PostAsync($"{path}/problem", Form(("key", key.ToString()), ("note", "<b>已被使用</b>")), Ct);
        Assert.Equal(HttpStatusCode.SeeOther, told.StatusCode);
        Assert.Contains("class=\"next\"", await site.Browser.GetStringAsync(path, Ct), StringComparison.Ordinal);
    }

    private Task<OrderSite> OpenAsync(ShopSettings? settings = null)
    {
        if (kind == DatabaseKind.Postgres)
            TestDatabases.RequirePostgres();
        return OrderSite.OpenAsync(kind, settings ?? new ShopSettings(), Ct);
    }

    private static async Task<OrderId> DeliveredAsync(OrderSite site, string keys)
    {
        var order = await site.Seed.OrderAsync(OrderStatus.Delivered, Ct);
        await site.Seed.KeysAsync(order, keys, Ct);
        return order;
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
}

public sealed class OrderPagesOnSqlite() : OrderPageSpecs(DatabaseKind.Sqlite);

public sealed class OrderPagesOnPostgres() : OrderPageSpecs(DatabaseKind.Postgres);
