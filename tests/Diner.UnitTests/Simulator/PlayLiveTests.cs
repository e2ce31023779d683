using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Diner.Kernel;
using Diner.Simulator.Live;
using Diner.Simulator.Parameters;
using Diner.Simulator.Supply;
using Diner.Simulator.Trade;
using Xunit;

namespace Diner.UnitTests.Simulator;

public sealed class PlayLiveTests
{
    private const string Products = """[{"variants":[{"code":"GONE","quantity_min":1,"quantity_max":9,"stock":"sold_out"},{"code":"MUSIC-30D","quantity_min":1,"quantity_max":2,"stock":"plenty"}]}]""";

    [Fact]
    public async Task An_order_is_placed_and_paid_as_buyers_do()
    {
        var shop = new FakeShop(Products);
        var played = await PlayAsync(shop, [Order(1, "MUSIC-30D", quantity: 5)]);
        Assert.Equal((1, 1, 0), (played.Value!.Placed, played.Value.Paid, played.Value.Refused.Count));
        Assert.Equal(
            [
                "GET /api/v1/shops/lamp/products ",
                """POST /api/v1/shops/lamp/orders {"variant":"MUSIC-30D","quantity":2,"contact":{"email":"buyer0000001@example.com"},"channel":"sandbox"}""",
                "POST /sandbox/1/pay action=pay",
            ],
            shop.Requests);
    }

    [Fact]
    public async Task Where_a_channel_failed_the_buyer_cancels_first_and_missing_goods_are_others()
    {
        var shop = new FakeShop(Products);
        await PlayAsync(shop, [Order(2, "DRAGON-30", failed: 1)]);
        Assert.Contains("\"variant\":\"MUSIC-30D\"", shop.Requests.ElementAt(1), StringComparison.Ordinal);
        Assert.Equal(["POST /sandbox/1/pay action=cancel", "POST /sandbox/1/pay action=pay"], shop.Requests.Skip(2));
    }

    [Fact]
    public async Task Refusals_are_counted_by_their_code()
    {
        var shop = new FakeShop(Products) { Refusal = """{"code":"limit_reached"}""" };
        var played = await PlayAsync(shop, [Order(1, "MUSIC-30D"), Order(2, "MUSIC-30D")]);
        Assert.Equal((0, 0), (played.Value!.Placed, played.Value.Paid));
        Assert.Equal(2, played.Value.Refused["limit_reached"]);
    }

    [Fact]
    public async Task A_shop_that_sells_nothing_is_refused() => Assert.Equal(ProblemCode.UnknownShop, (await PlayAsync(new FakeShop("[]"), [])).Problem!.Code);

    private static Task<Result<LiveSummary>> PlayAsync(FakeShop shop, IEnumerable<SimOrder> orders) =>
        new PlayLive(new HttpClient(shop), new LiveTarget(new Uri("http://shop.test"), "lamp", 1_000, 10), TimeProvider.System).RunAsync(ParameterFile.Default, orders, TestContext.Current.CancellationToken);

    private static SimOrder Order(int number, string code, int quantity = 1, int failed = -1) => new(number, number, default, number, ParameterFile.Default.IndexOf(code))
    {
        Quantity = quantity, AmountMinor = 1, Discount = 0, Device = number, Keys = default, Payment = new Paid(0, failed, 1), Outcome = Outcome.Fine, IsFirst = true, Pair = -1,
    };

    private sealed class FakeShop(string products) : HttpMessageHandler
    {
        public ConcurrentQueue<string> Requests { get; } = [];

        public string? Refusal { get; init; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath;
            Requests.Enqueue($"{request.Method} {path} {(request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "")}");
            if (path.EndsWith("/products", StringComparison.Ordinal))
                return Answer(HttpStatusCode.OK, products);
            if (path.EndsWith("/pay", StringComparison.Ordinal))
                return new HttpResponseMessage(HttpStatusCode.SeeOther);
            return Refusal is null ? Answer(HttpStatusCode.Created, """{"order_no":"D1","pay":{"url":"http://shop.test/sandbox/1/pay?t=1"}}""") : Answer(HttpStatusCode.Conflict, Refusal, "application/problem+json");
        }

        private static HttpResponseMessage Answer(HttpStatusCode status, string json, string type = "application/json") =>
            new(status) { Content = new StringContent(json, Encoding.UTF8, type) };
    }
}
