using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Payments.Records;
using Diner.Payments.Refunds;
using Diner.Settlement.Refund;
using Diner.Testing.Doubles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Testing.Day;

/// <summary>
/// A day of trade through a running server: orders over its API, payments at doubles of every provider with every misbehaviour mixed in, refunds.
/// <list type="number">
/// <item>Buyers order and pay, many at once; the providers tell of it well or badly.</item>
/// <item>What was kept back is sent; what was never told is learnt by asking.</item>
/// <item>Some payments go back.</item>
/// </list>
/// </summary>
internal sealed class DayOfTrade(IServiceProvider services, Uri server, DayShop shop, DayPlan plan) : IDisposable
{
    private const int AtOnce = 16;

    // A payment is asked about 10 s after it was opened, then 30 s, and so on.
    private static readonly TimeSpan AskedWithin = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);
    private static readonly Actor Us = Actor.House("test");

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, MaxConnectionsPerServer = AtOnce }) { BaseAddress = server };
    private readonly string[] _numbers = new string[plan.Orders];

    /// <summary>The number of an order of the plan.</summary>
    public string this[int order] => _numbers[order];

    /// <summary>Runs it.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        // 1. Trade.
        await Parallel.ForAsync(0, plan.Orders, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (order, cancel) => await BuyAsync(order, cancel));

        // 2. Late and lost.
        foreach (var channel in shop.Channels)
            await channel.Provider.Release();
        await UntilAsync(() => RecordedAsync(ct), Expected, "payments", ct);

        // 3. Refunds.
        await RefundAsync(ct);
    }

    public void Dispose() => _http.Dispose();

    private async Task BuyAsync(int order, CancellationToken ct)
    {
        var (at, how) = plan[order];
        var channel = shop.Channels[at];
        var wish = new { variant = DayShop.Variant, quantity = 1, contact = new { email = $"buyer{order}@example.com" }, channel = channel.Id.Value.ToString("D") };
        using var answer = await _http.PostAsJsonAsync($"/api/v1/shops/{DayShop.Slug}/orders", wish, ct);
        var placed = await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"order {order} by {channel.Type} was refused: {placed}");
        _numbers[order] = placed.GetProperty("order_no").GetString()!;
        if (channel.Provider.IsOpenedByBuyer)
            (await _http.GetAsync(placed.GetProperty("pay").GetProperty("url").GetString(), ct)).Dispose();
        await channel.Provider.Pay(_numbers[order], how);
    }

    // All that were made: told, or learnt by asking.
    private int Expected => Enumerable.Range(0, plan.Orders).Count(order => plan[order].How != Mischief.NotPaid);

    private async Task<int> RecordedAsync(CancellationToken ct)
    {
        await using var db = services.GetRequiredService<Database>().Read();
        return await db.Set<Payment>().CountAsync(p => p.ShopId == shop.Id && p.Source != PaymentSource.Free, ct);
    }

    private async Task RefundAsync(CancellationToken ct)
    {
        var refund = services.GetRequiredService<RefundPayment>();
        var payments = await DeliveredAsync(ct);
        var (sent, wanted) = (0, payments.Where(p => shop.Channels.First(c => c.Id == p.ChannelId) is { Provider.SendsBack: true, BillsFees: true }).Chunk(DayPlan.Rare).Select(chunk => chunk[0]).ToList());
        foreach (var payment in wanted)
        {
            var done = await refund.RunAsync(Us, new RefundOrder(shop.Id, payment.Id, payment.AmountMinor!.Value, "the day's refund"), ct);
            if (!done.IsOk)
                throw new InvalidOperationException(done.Problem.Detail);
            sent++;
        }

        await UntilAsync(() => RefundedAsync(done: false, ct), sent, "refunds on their way", ct);
        foreach (var channel in shop.Channels)
            await channel.Provider.SettleRefunds();
        await UntilAsync(() => RefundedAsync(done: true, ct), sent, "refunds", ct);
    }

    private async Task<int> RefundedAsync(bool done, CancellationToken ct)
    {
        await using var db = services.GetRequiredService<Database>().Read();
        return await db.Set<RefundRow>().CountAsync(r => r.ShopId == shop.Id && (r.State == RefundState.Done || (!done && r.State == RefundState.Processing)), ct);
    }

    private async Task<List<Payment>> DeliveredAsync(CancellationToken ct)
    {
        await using var db = services.GetRequiredService<Database>().Read();
        return await db.Set<Payment>().Where(p => p.ShopId == shop.Id && p.Outcome == PaymentOutcome.Applied).OrderBy(p => p.ProviderTransactionId).ToListAsync(ct);
    }

    private static async Task UntilAsync(Func<Task<int>> count, int wanted, string what, CancellationToken ct)
    {
        var begun = Stopwatch.StartNew();
        for (int seen; (seen = await count()) != wanted; await Task.Delay(LookInterval, ct))
        {
            if (begun.Elapsed > AskedWithin)
                throw new TimeoutException($"{seen} {what} of {wanted} came.");
        }
    }
}
