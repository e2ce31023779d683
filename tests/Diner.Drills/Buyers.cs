using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diner.Host.Sandbox;
using Xunit;

namespace Diner.Drills;

/// <summary>An order of ours.</summary>
internal sealed record Purchase(string OrderNo, string Token, int Quantity)
{
    /// <summary>True when the gateway once told of another amount: then a person decides, and that is a right end too.</summary>
    public bool IsToldWrong { get; set; }
}

/// <summary>Buyers who order and pay without pause, and do not give up when the server is gone: each order is asked for under one idempotency key until it is placed.</summary>
internal sealed class Buyers(DrillSite site, int seed)
{
    private const int AtOnce = 12;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ReplayTimeout = TimeSpan.FromSeconds(60);

    public ConcurrentDictionary<string, Purchase> Purchases { get; } = new();

    /// <summary>Buys until told to stop.</summary>
    public Task BuyAsync(CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(buyer => Task.Run(() => BuyAsync(buyer, stop), CancellationToken.None)));

    /// <summary>Places an order and opens it at the gateway; null when told to stop before it was placed.</summary>
    public async Task<Purchase?> PlaceAsync(string idempotencyKey, int quantity, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (await TryPlaceAsync(idempotencyKey, quantity) is not { } placed)
            {
                await Task.Delay(RetryDelay, CancellationToken.None);
                continue;
            }

            var purchase = new Purchase(placed.GetProperty("order_no").GetString()!, placed.GetProperty("token").GetString()!, quantity);
            using var opened = await site.Http.GetAsync(placed.GetProperty("pay").GetProperty("url").GetString(), CancellationToken.None);
            Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
            Assert.True(Purchases.TryAdd(purchase.OrderNo, purchase), $"{purchase.OrderNo} was placed twice.");
            return purchase;
        }

        return null;
    }

    /// <summary>The gateway's retries: every paid order is told of until it is answered with success.</summary>
    public async Task ReplayAsync(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(ReplayTimeout);
        while (Unanswered() is { Count: > 0 } orders)
        {
            await Parallel.ForEachAsync(orders, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = patience.Token },
                async (order, _) => await site.Gateway.PayAsync(order.OutTradeNo, new EpayManner(), CancellationToken.None));
        }
    }

    public bool IsTold(Purchase purchase) => site.Gateway.Books.Find("", purchase.OrderNo) is { IsTold: true };

    /// <summary>Every order that was answered with success has its keys, or waits for a person because a wrong amount was told; no key is with two orders.</summary>
    public async Task<int> AssertDeliveredAsync(CancellationToken ct)
    {
        var keys = new ConcurrentDictionary<string, string>();
        var answered = Purchases.Values.Where(IsTold).ToList();
        await Parallel.ForEachAsync(answered, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = ct }, async (purchase, _) =>
        {
            var order = await EndOfAsync(purchase, ct);
            var status = order.GetProperty("status").GetString();
            Assert.True(status == "delivered" || (status == "amount_mismatch" && purchase.IsToldWrong), $"{purchase.OrderNo} was answered with success and is {status}.");
            var texts = order.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("text").GetString()!).ToList();
            Assert.Equal(status == "delivered" ? purchase.Quantity : 0, texts.Count);
            Assert.All(texts, text => Assert.True(keys.TryAdd(text, purchase.OrderNo), $"{text} is with {purchase.OrderNo} and with {keys.GetValueOrDefault(text)}."));
        });
        return answered.Count;
    }

    public async Task<string?> StatusAsync(Purchase purchase, CancellationToken ct) => (await ReadAsync(purchase, ct)).GetProperty("status").GetString();

    private List<EpayGatewayOrder> Unanswered() => [.. site.Gateway.Books.List(int.MaxValue).Where(order => order is { IsPaid: true, IsTold: false })];

    private async Task BuyAsync(int buyer, CancellationToken stop)
    {
        var random = new Random((seed * 100) + buyer);
        for (var n = 0; await PlaceAsync($"{seed}-{buyer}-{n}", random.Next(1, 3), stop) is { } purchase; n++)
        {
            var manner = Manner(random.Next(100));
            purchase.IsToldWrong = manner.Mischief == EpayMischief.WrongAmount;
            await site.Gateway.PayAsync(purchase.OrderNo, manner, CancellationToken.None);
        }
    }

    private static EpayManner Manner(int dice) => dice switch
    {
        < 5 => new EpayManner(EpayMischief.WrongAmount),
        < 12 => new EpayManner(EpayMischief.Twice),
        < 20 => new EpayManner(EpayMischief.Parallel, Times: 4),
        _ => new EpayManner(),
    };

    // Null when the server is gone or says "try later".
    private async Task<JsonElement?> TryPlaceAsync(string idempotencyKey, int quantity)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(site.Url, "api/v1/shops/demo/orders"))
        {
            Content = JsonContent.Create(new { variant = DrillSite.Variant, quantity, contact = new { email = $"b{idempotencyKey}@example.com" }, channel = site.Channel }),
        };
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        try
        {
            using var answer = await site.Http.SendAsync(request);
            if (answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.InternalServerError)
                return null;
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.True(answer.StatusCode == HttpStatusCode.Created, $"{answer.StatusCode}: {body}");
            return body;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    // Two workers of one lane may pass over each other's locked keys: such an order waits for the next look, a second later.
    private async Task<JsonElement> EndOfAsync(Purchase purchase, CancellationToken ct)
    {
        var order = await ReadAsync(purchase, ct);
        for (var look = 0; look < 20 && order.GetProperty("status").GetString() == "awaiting_stock"; look++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), ct);
            order = await ReadAsync(purchase, ct);
        }

        return order;
    }

    private async Task<JsonElement> ReadAsync(Purchase purchase, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site.Url, $"api/v1/orders/{purchase.OrderNo}"));
        request.Headers.Authorization = new("Bearer", purchase.Token);
        using var answer = await site.Http.SendAsync(request, ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
    }
}
