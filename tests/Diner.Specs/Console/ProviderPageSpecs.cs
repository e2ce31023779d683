using System.Net;
using Diner.Accounts.Permissions;
using Diner.Specs.Http;
using Xunit;

namespace Diner.Specs.Console;

/// <summary>The page on which a merchant adds a channel, made from the form of its type, over HTTP as a browser does.</summary>
public sealed class ProviderPageSpecs(SqliteFront front) : IClassFixture<SqliteFront>
{
    private const string Page = $"/console/{HttpFront.Shop}/settings/channels";
    private const string Token = "hush-hush-token";

    private static readonly Dictionary<string, string> TokenPay = new() { ["name"] = "USDT", ["gateway"] = "https://pay.example.com", ["token"] = Token, ["coin"] = "USDT_TRC20" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("alipay", "app_id")]
    [InlineData("wechatpay", "mchid")]
    [InlineData("stripe", "secret_key")]
    [InlineData("paypal", "webhook_id")]
    [InlineData("btcpay", "store_id")]
    [InlineData("tokenpay", "coin")]
    [InlineData("epusdt", "trade_type")]
    public async Task Every_type_has_its_page_with_its_fields_and_none_that_is_for_the_house(string type, string field)
    {
        var page = await GetAsync(type);
        Assert.Contains($"name=\"{field}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"root\"", page, StringComparison.Ordinal);
        Assert.Equal(type is "btcpay" or "tokenpay" or "epusdt", page.Contains("name=\"acknowledged\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_type_is_not_found()
    {
        using var answer = await front.SendAsync(HttpMethod.Get, $"{Page}/barter", await front.SeatAsync(front.Merchant, Role.Owner));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Coins_are_added_only_by_who_says_to_know_the_law()
    {
        using var refused = await PostAsync("tokenpay", TokenPay);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("role=\"alert\"", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var added = await PostAsync("tokenpay", new(TokenPay) { ["acknowledged"] = "yes" });
        Assert.Equal(HttpStatusCode.SeeOther, added.StatusCode);
    }

    [Fact]
    public async Task What_is_wrong_is_said_next_to_its_field_and_no_secret_comes_back()
    {
        using var answer = await PostAsync("tokenpay", new(TokenPay) { ["coin"] = "<b>", ["acknowledged"] = "yes" });
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("id=\"coin-error\"", page, StringComparison.Ordinal);
        Assert.Contains("https://pay.example.com", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_that_is_for_the_house_is_not_taken_from_a_browser()
    {
        using var answer = await PostAsync("stripe", new() { ["name"] = "Stripe", ["secret_key"] = "sk_test_0123456789abc", ["webhook_secret"] = "whsec_0123456789", ["gateway"] = "not even an address" });
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    private async Task<string> GetAsync(string type)
    {
        using var answer = await front.SendAsync(HttpMethod.Get, $"{Page}/{type}", await front.SeatAsync(front.Merchant, Role.Owner));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    private async Task<HttpResponseMessage> PostAsync(string type, Dictionary<string, string> fields) =>
        await front.SendAsync(HttpMethod.Post, $"{Page}/{type}", await front.SeatAsync(front.Merchant, Role.Owner), new FormUrlEncodedContent(fields));
}
