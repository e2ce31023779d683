using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diner.Kernel;
using Diner.Simulator.Files;
using Diner.Simulator.Parameters;
using Diner.Simulator.Trade;

namespace Diner.Simulator.Live;

/// <summary>Where and how fast trade is played.</summary>
/// <param name="Server">The address of a running server.</param>
/// <param name="Shop">The shop's name in its address.</param>
/// <param name="RatePerSecond">Orders a second, above 0.</param>
/// <param name="Orders">How many orders.</param>
public sealed record LiveTarget(Uri Server, string Shop, double RatePerSecond, int Orders);

/// <summary>What came of it.</summary>
/// <param name="Placed">Orders that the shop took.</param>
/// <param name="Paid">Those whose payment the sandbox's cashier sent.</param>
/// <param name="Refused">How many were refused, by the code of the refusal.</param>
public sealed record LiveSummary(int Placed, int Paid, IReadOnlyDictionary<string, int> Refused);

/// <summary>
/// Buys in a running shop as buyers do: orders through the API, play money at the sandbox's cashier, in the order the trade has them and at a
/// steady rate. Goods that the shop has not under their code, or had none of when it began, are another of its goods, always the same.
/// </summary>
internal sealed class PlayLive(HttpClient http, LiveTarget target, TimeProvider clock)
{
    private const int AtOnceMax = 32;
    private const string SoldOut = "sold_out";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly ConcurrentDictionary<string, int> _refused = new(StringComparer.Ordinal);
    private int _placed;
    private int _paid;

    /// <summary>Plays; <see cref="ProblemCode.UnknownShop"/> when the server has no such shop or it sells nothing.</summary>
    public async Task<Result<LiveSummary>> RunAsync(SimParameters parameters, IEnumerable<SimOrder> orders, CancellationToken ct)
    {
        var variants = await VariantsAsync(ct);
        if (variants.Count == 0)
            return new Problem(ProblemCode.UnknownShop, $"{target.Server} has no shop '{target.Shop}', or it sells nothing.", "shop");
        await Parallel.ForEachAsync(PacedAsync(orders, ct), new ParallelOptions { MaxDegreeOfParallelism = AtOnceMax, CancellationToken = ct }, async (order, stop) =>
        {
            var own = variants.FirstOrDefault(variant => variant.Code == parameters.Goods[order.Goods].Code);
            await BuyAsync(order, own ?? variants[order.Goods % variants.Count], stop);
        });
        return new LiveSummary(_placed, _paid, _refused);
    }

    private async Task<IReadOnlyList<LiveVariant>> VariantsAsync(CancellationToken ct)
    {
        using var answer = await http.GetAsync(new Uri(target.Server, $"/api/v1/shops/{Uri.EscapeDataString(target.Shop)}/products"), ct);
        if (!answer.IsSuccessStatusCode)
            return [];
        var products = await answer.Content.ReadFromJsonAsync<List<LiveProduct>>(Json, ct);
        return [.. products!.SelectMany(product => product.Variants).Where(variant => variant.Stock != SoldOut)];
    }

    // The n-th order is due n / rate seconds after the first: a slow answer holds up nobody but those behind the last free place.
    private async IAsyncEnumerable<SimOrder> PacedAsync(IEnumerable<SimOrder> orders, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        foreach (var (n, order) in orders.Take(target.Orders).Index())
        {
            var early = TimeSpan.FromSeconds(n / target.RatePerSecond) - clock.GetElapsedTime(started);
            if (early > TimeSpan.Zero)
                await Task.Delay(early, clock, ct);
            yield return order;
        }
    }

    private async Task BuyAsync(SimOrder order, LiveVariant variant, CancellationToken ct)
    {
        var body = new { variant = variant.Code, quantity = Math.Clamp(order.Quantity, variant.QuantityMin, variant.QuantityMax), contact = new { email = $"{Text.Buyer(order.Buyer)}@example.com" }, channel = "sandbox" };
        using var answer = await http.PostAsJsonAsync(new Uri(target.Server, $"/api/v1/shops/{Uri.EscapeDataString(target.Shop)}/orders"), body, Json, ct);
        if (answer.StatusCode != HttpStatusCode.Created)
        {
            _refused.AddOrUpdate(await CodeAsync(answer, ct), 1, (_, count) => count + 1);
            return;
        }

        Interlocked.Increment(ref _placed);
        if ((await answer.Content.ReadFromJsonAsync<LiveOrder>(Json, ct))?.Pay?.Url is not { } url)
            return;
        if (order.Payment.Failed >= 0)
            await AtCashierAsync(url, "cancel", ct);
        if (await AtCashierAsync(url, "pay", ct))
            Interlocked.Increment(ref _paid);
    }

    private async Task<bool> AtCashierAsync(string url, string action, CancellationToken ct)
    {
        using var form = new FormUrlEncodedContent([new("action", action)]);
        using var answer = await http.PostAsync(new Uri(target.Server, url), form, ct);
        return answer.StatusCode == HttpStatusCode.SeeOther;
    }

    private static async Task<string> CodeAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        var status = Text.Number((int)answer.StatusCode);
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
            return status;
        return (await answer.Content.ReadFromJsonAsync<LiveProblem>(Json, ct))?.Code ?? status;
    }

    private sealed record LiveProduct(IReadOnlyList<LiveVariant> Variants);

    private sealed record LiveVariant(string Code, int QuantityMin, int QuantityMax, string Stock);

    private sealed record LiveOrder(LivePay? Pay);

    private sealed record LivePay(string Url);

    private sealed record LiveProblem(string? Code);
}
