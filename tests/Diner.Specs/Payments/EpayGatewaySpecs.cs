using System.Net;
using System.Text.Json;
using Diner.Host.Sandbox;
using Xunit;

namespace Diner.Specs.Payments;

/// <summary>The double refuses what a real gateway refuses.</summary>
public sealed class EpayGatewaySpecs : IAsyncLifetime
{
    private const string Pid = "1001";
    private const string Key = "secret";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private EpayGateway _gateway = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _gateway = await EpayGateway.StartAsync(new EpayGatewayOptions { Pid = Pid, Key = Key }, Ct);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task A_good_order_is_opened_and_shown()
    {
        using var answer = await PostAsync("submit.php", Signed(Order()));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("支付 pay", await _http.GetStringAsync(new Uri(_gateway.Url, answer.Headers.Location!), Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pid", "1002", "商户ID不存在")]
    [InlineData("money", "0", "金额(money)不合法")]
    [InlineData("money", "-1", "金额(money)不合法")]
    [InlineData("money", "1e3", "金额(money)不合法")]
    [InlineData("money", "1.2.3", "金额(money)不合法")]
    [InlineData("out_trade_no", "单号", "订单号(out_trade_no)格式不正确")]
    [InlineData("out_trade_no", "", "订单号(out_trade_no)格式不正确")]
    [InlineData("name", "", "商品名称(name)不能为空且不能超过127个字节")]
    [InlineData("name", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三", "商品名称(name)不能为空且不能超过127个字节")]
    [InlineData("notify_url", "http://example.com/n", "通知地址(notify_url)不正确")]
    [InlineData("notify_url", "http://127.0.0.1.example.com/n", "通知地址(notify_url)不正确")]
    [InlineData("return_url", "", "回调地址(return_url)不能为空")]
    [InlineData("sign_type", "RSA", "签名类型不支持")]
    public async Task A_bad_order_is_refused_by_name(string field, string value, string refusal)
    {
        using var answer = await PostAsync("submit.php", Signed(new(Order()) { [field] = value }));
        Assert.Contains(WebUtility.HtmlEncode(refusal), await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Empty(_gateway.Books.List(10));
    }

    [Fact]
    public async Task A_forged_order_is_refused()
    {
        var forged = Signed(Order());
        forged["money"] = "0.01";
        Assert.Equal(-1, (await JsonAsync("mapi.php", forged)).GetProperty("code").GetInt32());
        Assert.Empty(_gateway.Books.List(10));
    }

    [Fact]
    public async Task A_number_is_reused_only_for_the_same()
    {
        var first = await JsonAsync("mapi.php", Signed(Order()));
        var again = await JsonAsync("mapi.php", Signed(Order()));
        var other = await JsonAsync("mapi.php", Signed(new(Order()) { ["money"] = "2" }));
        Assert.Equal(first.GetProperty("trade_no").GetString(), again.GetProperty("trade_no").GetString());
        Assert.Equal(-2, other.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Its_books_know_an_order_only_for_who_has_the_key()
    {
        await JsonAsync("mapi.php", Signed(Order()));
        Assert.Equal(0, (await AskAsync($"act=order&pid={Pid}&key={Key}&out_trade_no=D1")).GetProperty("status").GetInt32());
        Assert.Equal(-3, (await AskAsync($"act=order&pid={Pid}&key=wrong&out_trade_no=D1")).GetProperty("code").GetInt32());
        Assert.Equal(-1, (await AskAsync($"act=order&pid={Pid}&key={Key}&out_trade_no=D2")).GetProperty("code").GetInt32());
        Assert.Equal(1, (await AskAsync($"act=orders&pid={Pid}&key={Key}")).GetProperty("data").GetArrayLength());
        Assert.Equal(1, (await AskAsync($"act=query&pid={Pid}&key={Key}")).GetProperty("active").GetInt32());
    }

    [Fact]
    public async Task A_refund_is_code_zero_and_never_more_than_was_paid()
    {
        await JsonAsync("mapi.php", Signed(Order()));
        Assert.Equal(-1, await RefundAsync("0.40"));
        await _gateway.PayAsync("D1", new EpayManner(), Ct);
        Assert.Equal(0, await RefundAsync("0.40"));
        Assert.Equal(-1, await RefundAsync("0.70"));
    }

    [Fact]
    public async Task A_form_that_cannot_be_read_is_refused_and_no_error()
    {
        using var content = new StringContent("--y nonsense");
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        using var answer = await _http.PostAsync(new Uri(_gateway.Url, "submit.php"), content, Ct);
        Assert.Contains(WebUtility.HtmlEncode("商户ID不存在"), await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pay")]
    [InlineData("cancel")]
    public async Task A_buyer_without_a_return_address_stays_at_the_cashier(string button)
    {
        var opened = await JsonAsync("mapi.php", Signed(new(Order()) { ["return_url"] = "" }));
        using var answer = await PostAsync($"pay/{opened.GetProperty("trade_no").GetString()}", new() { ["do"] = button });
        Assert.Equal((HttpStatusCode.OK, button == "pay"), (answer.StatusCode, _gateway.Books.Find("", "D1")?.IsPaid));
    }

    private async Task<int> RefundAsync(string money) =>
        (await JsonAsync("api.php?act=refund", new() { ["pid"] = Pid, ["key"] = Key, ["out_trade_no"] = "D1", ["money"] = money })).GetProperty("code").GetInt32();

    private static Dictionary<string, string> Order() => new()
    {
        ["pid"] = Pid, ["type"] = "alipay", ["out_trade_no"] = "D1", ["name"] = "商品", ["money"] = "1", ["clientip"] = "127.0.0.1",
        ["notify_url"] = "http://127.0.0.1:1/n", ["return_url"] = "http://127.0.0.1:1/r",
    };

    private static Dictionary<string, string> Signed(Dictionary<string, string> fields)
    {
        fields["sign"] = EpayGatewaySignature.Of(fields, Key);
        fields.TryAdd("sign_type", "MD5");
        return fields;
    }

    private Task<HttpResponseMessage> PostAsync(string script, Dictionary<string, string> fields) =>
        _http.PostAsync(new Uri(_gateway.Url, script), new FormUrlEncodedContent(fields), Ct);

    private async Task<JsonElement> JsonAsync(string script, Dictionary<string, string> fields)
    {
        using var answer = await PostAsync(script, fields);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement;
    }

    private async Task<JsonElement> AskAsync(string query) =>
        JsonDocument.Parse(await _http.GetStringAsync(new Uri(_gateway.Url, "api.php?" + query), Ct)).RootElement;
}
