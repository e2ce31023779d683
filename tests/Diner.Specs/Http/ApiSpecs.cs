using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Diner.Catalog.Shops;
using Diner.Coupons.Rules;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Specs.Catalog;
using Diner.Web.Errors;
using Xunit;

namespace Diner.Specs.Http;

/// <summary>The open API, exactly as others script against it.</summary>
public abstract class ApiSpecs(HttpFront front)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Placing_an_order_answers_201_with_these_fields_and_no_others()
    {
        using var answer = await front.PostAsync(front.Order(quantity: 2));
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal((HttpStatusCode.Created, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(["amount", "delivery_url", "discount", "expires_at", "order_no", "pay", "status", "token"], Names(body));
        Assert.Equal(("pending", 1980L, "CNY"), (body.GetProperty("status").GetString(), body.GetProperty("amount").GetProperty("minor").GetInt64(), body.GetProperty("amount").GetProperty("currency").GetString()));
        Assert.Equal(["qr", "url"], Names(body.GetProperty("pay")));
        Assert.StartsWith("http://127.0.0.1:9/submit.php?", body.GetProperty("pay").GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.Equal($"{front.Http.BaseAddress}o/{body.GetProperty("token").GetString()}", body.GetProperty("delivery_url").GetString());
        Assert.InRange(body.GetProperty("expires_at").GetDateTimeOffset() - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task A_coupon_lowers_the_amount_and_one_that_does_not_exist_is_refused_by_its_field()
    {
        var shop = await front.Get<Shops>().FindAsync(HttpFront.Shop, Ct);
        var draft = new CouponDraft { ShopId = shop!.Id, Name = "Api", Code = "API-10", Terms = new CouponTerms { Kind = DiscountKind.Percentage, BasisPoints = 1_000 } };
        ShopBuilder.Ok(await front.Get<SaveCoupon>().RunAsync(ShopBuilder.Us, draft, Ct));
        using var answer = await front.PostAsync(new Dictionary<string, object?>(front.Order()) { ["coupon"] = "api-10" });
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal((891L, 99L), (body.GetProperty("amount").GetProperty("minor").GetInt64(), body.GetProperty("discount").GetProperty("minor").GetInt64()));
        using var refused = await front.PostAsync(new Dictionary<string, object?>(front.Order()) { ["coupon"] = "NOBODY" });
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal((422, "unknown_coupon", "coupon"), ((int)refused.StatusCode, problem.GetProperty("code").GetString(), problem.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task An_order_is_read_with_its_token_and_has_its_keys_once_paid()
    {
        var placed = await front.PlaceAsync();
        var pending = await front.ReadAsync(placed);
        Assert.Equal(["amount", "delivered_at", "discount", "keys", "order_no", "paid_at", "quantity", "status"], Names(pending));
        Assert.Equal(("pending", 0, JsonValueKind.Null), (pending.GetProperty("status").GetString(), pending.GetProperty("keys").GetArrayLength(), pending.GetProperty("paid_at").ValueKind));
        Assert.Equal((200, "success"), await front.TellAsync(front.Notification(placed)));
        var delivered = await front.ReadAsync(placed);
        Assert.Equal("delivered", delivered.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.String, delivered.GetProperty("delivered_at").ValueKind);
        var key = Assert.Single(delivered.GetProperty("keys").EnumerateArray());
        Assert.Equal(["fields", "text"], Names(key));
        Assert.StartsWith("GAME-", key.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_own_token_an_order_is_unknown()
    {
        var (mine, other) = (await front.PlaceAsync(), await front.PlaceAsync());
        var no = mine.GetProperty("order_no").GetString()!;
        foreach (var token in (string?[])[null, "", "x", other.GetProperty("token").GetString(), mine.GetProperty("token").GetString() + "x", new string('A', 4000)])
            await AssertProblemAsync(await front.ReadAsync(no, token), 404, "unknown_order");
        await AssertProblemAsync(await front.ReadAsync("D000000-00000000", mine.GetProperty("token").GetString()), 404, "unknown_order");
    }

    [Fact]
    public void The_status_words_are_the_contracts() => Assert.Equal(
        ["amount_mismatch", "awaiting_stock", "delivered", "expired", "manual", "needs_review", "paid", "pending", "refunded"],
        Enum.GetValues<OrderStatus>().Select(status => status.ToApi()).Distinct().Order());

    [Theory]
    [InlineData("GAME-NONE", 1, 409, "out_of_stock")]
    [InlineData("GAME", 6, 422, "quantity_out_of_range")]
    [InlineData("GAME", 0, 422, "quantity_out_of_range")]
    [InlineData("GAME-LIMIT", 2, 409, "limit_reached")]
    [InlineData("NO-SUCH", 1, 404, "unknown_variant")]
    [InlineData("THEIRS", 1, 404, "unknown_variant")]
    [InlineData("", 1, 400, "invalid_request")]
    public async Task A_refusal_has_its_status_and_its_code(string variant, int quantity, int status, string code) =>
        await AssertProblemAsync(await front.PostAsync(front.Order(variant, quantity)), status, code);

    [Theory]
    [InlineData("contact", null, 422, "invalid_contact")]
    [InlineData("lookup_password", "abc", 422, "invalid_password")]
    [InlineData("channel", "no id", 409, "channel_unavailable")]
    [InlineData("channel", null, 409, "channel_unavailable")]
    [InlineData("quantity", null, 400, "invalid_request")]
    [InlineData("quantity", "one", 400, "invalid_request")]
    [InlineData("quantity", 1.5, 400, "invalid_request")]
    [InlineData("quantity", 99_999_999_999L, 400, "invalid_request")]
    public async Task A_field_that_is_wrong_is_named(string field, object? value, int status, string code)
    {
        var order = front.Order();
        order[field] = value;
        var problem = await AssertProblemAsync(await front.PostAsync(order), status, code);
        Assert.Contains(field, problem.GetProperty("field").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_of_another_shop_is_unavailable()
    {
        var order = front.Order();
        order["channel"] = front.OtherChannel.Value;
        await AssertProblemAsync(await front.PostAsync(order), 409, "channel_unavailable");
    }

    [Fact]
    public async Task A_shop_that_does_not_exist_is_unknown()
    {
        await AssertProblemAsync(await front.PostAsync(front.Order(), shop: "nobody"), 404, "unknown_shop");
        await AssertProblemAsync(await front.Http.GetAsync("/api/v1/shops/nobody/products", Ct), 404, "unknown_shop");
    }

    [Theory]
    [InlineData("", "application/json", 400)]
    [InlineData("null", "application/json", 400)]
    [InlineData("[]", "application/json", 400)]
    [InlineData("{", "application/json", 400)]
    [InlineData("{\"variant\":\"GAME\"}", "text/plain", 415)]
    public async Task What_is_no_order_is_an_invalid_request(string body, string type, int status)
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        await AssertProblemAsync(await front.Http.PostAsync($"/api/v1/shops/{HttpFront.Shop}/orders", content, Ct), status, "invalid_request");
    }

    [Fact]
    public async Task An_address_or_a_method_the_api_does_not_have_is_a_problem_too()
    {
        await AssertProblemAsync(await front.Http.GetAsync("/api/v1/nothing", Ct), 404, "not_found");
        await AssertProblemAsync(await front.Http.DeleteAsync($"/api/v1/shops/{HttpFront.Shop}/orders", Ct), 405, "invalid_request");
    }

    [Fact]
    public async Task The_same_idempotency_key_is_the_same_order_and_another_request_with_it_a_conflict()
    {
        var key = $"key-{front.GetHashCode()}";
        var (first, again) = (await BodyAsync(await front.PostAsync(front.Order(), idempotencyKey: key)), await BodyAsync(await front.PostAsync(front.Order(), idempotencyKey: key)));
        Assert.Equal((first.GetProperty("order_no").GetString(), first.GetProperty("token").GetString()), (again.GetProperty("order_no").GetString(), again.GetProperty("token").GetString()));
        await AssertProblemAsync(await front.PostAsync(front.Order(quantity: 2), idempotencyKey: key), 409, "idempotency_conflict");
        await AssertProblemAsync(await front.PostAsync(front.Order(), idempotencyKey: new string('k', 256)), 400, "invalid_request");
    }

    [Fact]
    public async Task Twenty_requests_at_once_with_one_idempotency_key_are_one_order()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => front.PostAsync(front.Order(), idempotencyKey: $"storm-{front.GetHashCode()}")));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        var bodies = await Task.WhenAll(answers.Select(BodyAsync));
        Assert.Single(bodies.Select(body => body.GetProperty("order_no").GetString()).Distinct());
    }

    [Fact]
    public async Task Products_are_listed_with_variants_prices_and_stock_hints()
    {
        var products = await front.Http.GetFromJsonAsync<JsonElement>($"/api/v1/shops/{HttpFront.Shop}/products", Ct);
        var variants = Assert.Single(products.EnumerateArray()).GetProperty("variants").EnumerateArray().ToDictionary(v => v.GetProperty("code").GetString()!);
        Assert.Equal(("plenty", 990L), (variants["GAME"].GetProperty("stock").GetString(), variants["GAME"].GetProperty("price").GetProperty("minor").GetInt64()));
        Assert.Equal("few", variants["GAME-LIMIT"].GetProperty("stock").GetString());
        Assert.Equal("sold_out", variants["GAME-NONE"].GetProperty("stock").GetString());
    }

    [Fact]
    public async Task Health_readiness_and_the_description_are_there()
    {
        Assert.Equal("alive", await front.Http.GetStringAsync("/healthz", Ct));
        Assert.Equal("ready", await front.Http.GetStringAsync("/readyz", Ct));
        var description = await front.Http.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Ct);
        Assert.StartsWith("3.1", description.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            ["/api/v1/orders/{orderNo}", "/api/v1/shops/{slug}/orders", "/api/v1/shops/{slug}/products"],
            description.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_problem_code_has_a_status_of_a_refusal() =>
        Assert.All(Enum.GetValues<ProblemCode>(), code => Assert.True(code.ToStatus() is >= 400 and < 500 || code == ProblemCode.Busy));

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);

    private static string[] Names(JsonElement json) => [.. json.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal)];

    private static async Task<JsonElement> AssertProblemAsync(HttpResponseMessage answer, int status, string code)
    {
        var problem = await BodyAsync(answer);
        Assert.Equal((status, code, "application/problem+json"), ((int)answer.StatusCode, problem.GetProperty("code").GetString(), answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("detail").GetString()));
        answer.Dispose();
        return problem;
    }
}

public sealed class ApiOnSqlite(SqliteFront front) : ApiSpecs(front), IClassFixture<SqliteFront>;

public sealed class ApiOnPostgres(PostgresFront front) : ApiSpecs(front), IClassFixture<PostgresFront>;
