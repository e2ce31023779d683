using System.Text.Json;
using Diner.Data.Storage;
using Diner.Host.Sandbox;
using Diner.Payments.Records;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Http;

/// <summary>Notifications through real HTTP: in any order, twice, forged, and many at once.</summary>
public abstract class NotifySpecs(HttpFront front)
{
    private const int Seed = 20261122;
    private const int StormOrders = 60;
    private static readonly EpayMischief[] Genuine = [EpayMischief.Honest, EpayMischief.PostForm, EpayMischief.NoSignType, EpayMischief.CryptoType];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Notifications_in_random_order_with_every_mischief_mixed_in_end_right()
    {
        var random = new Random(Seed);
        var (paid, wrong, forged) = (await PlaceManyAsync(StormOrders), await PlaceManyAsync(5), await PlaceManyAsync(5));
        var letters = new List<(HttpRequestMessage Letter, bool IsGenuine)>();
        foreach (var order in paid)
        {
            var trade = $"S-{order.GetProperty("order_no").GetString()}";
            letters.AddRange(Enumerable.Range(0, random.Next(1, 4)).Select(_ => (front.Notification(order, Genuine[random.Next(Genuine.Length)], trade), true)));
            letters.Add((front.Notification(order, EpayMischief.NotSuccess), true));
            letters.Add((front.Notification(order, EpayMischief.WrongPid), false));
        }

        letters.AddRange(paid.Where(_ => random.Next(4) == 0).Select(order => (front.Notification(order, EpayMischief.WrongAmount), true)));
        letters.AddRange(wrong.Select(order => (front.Notification(order, EpayMischief.WrongAmount), true)));
        letters.AddRange(forged.Concat(paid).Select(order => (front.Notification(order, EpayMischief.ForgedSign), false)));
        letters.AddRange(Enumerable.Range(0, 5).Select(_ => (front.Notification(Unknown()), true)));
        var shuffled = letters.ToArray();
        random.Shuffle(shuffled);

        await Parallel.ForEachAsync(shuffled, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Ct }, async (letter, _) =>
            Assert.Equal(letter.IsGenuine ? (200, "success") : (400, "fail"), await front.TellAsync(letter.Letter)));

        await AssertStatusAsync("delivered", paid);
        await AssertStatusAsync("amount_mismatch", wrong);
        await AssertStatusAsync("pending", forged);
        await front.AssertHealthyAsync();
    }

    [Fact]
    public async Task The_same_notification_fifty_times_at_once_is_fifty_successes_and_one_delivery()
    {
        var order = await front.PlaceAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => front.TellAsync(front.Notification(order, trade: $"F-{front.GetHashCode()}"))));
        Assert.All(answers, answer => Assert.Equal((200, "success"), answer));
        Assert.Equal(1, (await front.ReadAsync(order)).GetProperty("keys").GetArrayLength());
        await front.AssertHealthyAsync();
    }

    [Fact]
    public async Task Money_for_an_unknown_order_is_kept_and_answered_so_that_it_is_not_sent_for_ever()
    {
        var before = await CountUnmatchedAsync();
        Assert.Equal((200, "success"), await front.TellAsync(front.Notification(Unknown())));
        Assert.Equal(before + 1, await CountUnmatchedAsync());
    }

    [Fact]
    public async Task A_channel_of_another_shop_cannot_pay_this_shops_order()
    {
        var order = await front.PlaceAsync();
        var before = await CountUnmatchedAsync();
        Assert.Equal((200, "success"), await front.TellAsync(front.Notification(order, channel: front.OtherChannel)));
        Assert.Equal("pending", await front.StatusAsync(order));
        Assert.Equal(before + 1, await CountUnmatchedAsync());
    }

    [Fact]
    public async Task A_channel_that_does_not_exist_is_not_found()
    {
        var order = await front.PlaceAsync();
        Assert.Equal(404, (await front.TellAsync(front.Notification(order, channel: new(Guid.Empty)))).Status);
    }

    [Fact]
    public async Task Bug_dujiaoka_a_notification_without_a_paid_status_cannot_deliver()
    {
        var order = await front.PlaceAsync();
        await front.TellAsync(front.Notification(order, EpayMischief.NotSuccess));
        Assert.Equal("pending", await front.StatusAsync(order));
    }

    [Fact]
    public async Task Bug_dujiaoka_an_order_cannot_be_paid_with_the_notification_of_another()
    {
        var (cheap, dear) = (await front.PlaceAsync(), await front.PlaceAsync());
        var url = front.Notification(cheap).RequestUri!.AbsoluteUri.Replace(cheap.GetProperty("order_no").GetString()!, dear.GetProperty("order_no").GetString()!, StringComparison.Ordinal);
        Assert.Equal((400, "fail"), await front.TellAsync(new HttpRequestMessage(HttpMethod.Get, url)));
        Assert.Equal("pending", await front.StatusAsync(dear));
    }

    [Fact]
    public async Task Bug_kamiFaka_a_forged_notification_cannot_be_answered_with_success()
    {
        var order = await front.PlaceAsync();
        Assert.Equal((400, "fail"), await front.TellAsync(front.Notification(order, EpayMischief.ForgedSign)));
        Assert.Equal("pending", await front.StatusAsync(order));
    }

    [Fact]
    public async Task Bug_qs_faka_the_answer_cannot_be_anything_but_the_word_the_gateway_waits_for()
    {
        var order = await front.PlaceAsync();
        using var answer = await front.Http.SendAsync(front.Notification(order), Ct);
        Assert.Equal("success"u8.ToArray(), await answer.Content.ReadAsByteArrayAsync(Ct));
    }

    [Fact]
    public async Task Bug_qfk_faka_a_gateway_cannot_be_throttled()
    {
        var order = await front.PlaceAsync();
        for (var i = 0; i < 300; i++)
            Assert.Equal((200, "success"), await front.TellAsync(front.Notification(order, trade: $"Q-{front.GetHashCode()}")));
    }

    private static JsonElement Unknown() => JsonSerializer.SerializeToElement(new { order_no = $"D000000-{Random.Shared.Next(100_000_000):D8}", amount = new { minor = 990 } });

    private async Task<List<JsonElement>> PlaceManyAsync(int count)
    {
        var orders = new List<JsonElement>();
        for (var i = 0; i < count; i++)
            orders.Add(await front.PlaceAsync());
        return orders;
    }

    private async Task AssertStatusAsync(string status, List<JsonElement> orders)
    {
        foreach (var order in orders)
            Assert.Equal(status, await front.StatusAsync(order));
    }

    private async Task<int> CountUnmatchedAsync()
    {
        await using var db = front.Get<Database>().Read();
        return await db.Set<Payment>().CountAsync(p => p.Outcome == PaymentOutcome.Unmatched, Ct);
    }
}

public sealed class NotifyOnSqlite(SqliteFront front) : NotifySpecs(front), IClassFixture<SqliteFront>;

public sealed class NotifyOnPostgres(PostgresFront front) : NotifySpecs(front), IClassFixture<PostgresFront>;
