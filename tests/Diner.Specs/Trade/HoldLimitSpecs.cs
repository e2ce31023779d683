using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Checkout;
using Diner.Ordering.Holds;
using Diner.Ordering.Orders;
using Xunit;

namespace Diner.Specs.Trade;

/// <summary>Nobody can freeze a shop by holding what it sells. The defaults: 20 unpaid keys a contact or device, 60 an address.</summary>
public abstract class HoldLimitSpecs(DatabaseKind kind) : TradeSpecs(kind)
{
    protected const int PerContact = 20;
    private const int PerAddress = 60;

    [Fact]
    public async Task One_contact_holds_so_many_keys_and_no_more_however_it_is_spelt()
    {
        await Shop.SellAsync("GAME", keys: 100);
        Assert.True((await Shop.TryPlaceAsync(Shop.Request("GAME", PerContact - 1, address: "192.0.2.1"))).IsOk);
        Assert.True((await Shop.TryPlaceAsync(Shop.Request("GAME", 1, " BUYER@Example.COM ", address: "192.0.2.2"))).IsOk);
        Assert.Equal(ProblemCode.LimitReached, (await Shop.TryPlaceAsync(Shop.Request("GAME", address: "192.0.2.3"))).Problem?.Code);
        await Shop.AssertHealthyAsync();
    }

    [Theory]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff")]
    public async Task One_address_holds_so_many_keys_and_no_more_whatever_contacts_it_gives(string address, string sameAddress)
    {
        await Shop.SellAsync("GAME", keys: 100);
        for (var i = 0; i < PerAddress / 10; i++)
            Assert.True((await Shop.TryPlaceAsync(Shop.Request("GAME", 10, $"a{i}@example.com", address: address))).IsOk);
        Assert.Equal(ProblemCode.LimitReached, (await Shop.TryPlaceAsync(Shop.Request("GAME", 1, "z@example.com", address: sameAddress))).Problem?.Code);
        Assert.True((await Shop.TryPlaceAsync(Shop.Request("GAME", 1, "z@example.com", address: "2001:db8:1:3::1"))).IsOk);
    }

    [Fact]
    public async Task One_device_holds_so_many_keys_and_no_more()
    {
        await Shop.SellAsync("GAME", keys: 100);
        Assert.True((await Shop.TryPlaceAsync(Device(PerContact, "a@example.com", "192.0.2.1"))).IsOk);
        Assert.Equal(ProblemCode.LimitReached, (await Shop.TryPlaceAsync(Device(1, "b@example.com", "192.0.2.2"))).Problem?.Code);
    }

    [Fact]
    public async Task Paying_or_expiring_gives_the_share_back()
    {
        await Shop.SellAsync("GAME", keys: 100);
        var paid = await Shop.TryPlaceAsync(Shop.Request("GAME", PerContact));
        await Shop.PayAsync(paid.Value!);
        Assert.True((await Shop.TryPlaceAsync(Shop.Request("GAME", PerContact))).IsOk);
        House.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.True((await Shop.TryPlaceAsync(Shop.Request("GAME", PerContact))).IsOk);
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_hundred_tries_at_once_hold_no_more_than_the_limit()
    {
        await Shop.SellAsync("GAME", keys: 200);
        var placed = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => Shop.TryPlaceAsync(Shop.Request("GAME", 1, address: $"192.0.2.{i}")))));
        Assert.Equal(PerContact, placed.Count(p => p.IsOk));
        Assert.All(placed.Where(p => !p.IsOk), p => Assert.Equal(ProblemCode.LimitReached, p.Problem!.Code));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task With_the_limits_off_one_buyer_may_hold_everything()
    {
        await Shop.SellAsync("GAME", keys: 100);
        await using var node = await SecondNode.OpenAsync(House, limits: false);
        Assert.True((await node.PlaceAsync(Shop.Request("GAME", 100))).IsOk);
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_buyers_share_of_a_variant_counts_what_was_bought_in_the_window()
    {
        await Shop.SellAsync("GAME", keys: 20, v => (v.BuyerLimit, v.BuyerLimitWindowHours) = (3, 24));
        await Shop.PayAsync((await Shop.TryPlaceAsync(Shop.Request("GAME", 2))).Value!);
        Assert.Equal(ProblemCode.LimitReached, (await Shop.TryPlaceAsync(Shop.Request("GAME", 2))).Problem?.Code);
        Assert.True((await Shop.TryPlaceAsync(Shop.Request("GAME", 2, "another@example.com"))).IsOk);
        House.Clock.Advance(TimeSpan.FromHours(24));
        Assert.True((await Shop.TryPlaceAsync(Shop.Request("GAME", 3))).IsOk);
    }

    [Fact]
    public async Task What_expired_unpaid_was_not_bought()
    {
        await Shop.SellAsync("GAME", keys: 20, v => v.BuyerLimit = 3);
        await Shop.TryPlaceAsync(Shop.Request("GAME", 3));
        House.Clock.Advance(TimeSpan.FromMinutes(15));
        await House.Get<ExpireHolds>().RunOnceAsync(Ct);
        Assert.True((await Shop.TryPlaceAsync(Shop.Request("GAME", 3))).IsOk);
    }

    [Fact]
    public async Task Twenty_tries_at_once_buy_no_more_than_a_buyers_share()
    {
        await Shop.SellAsync("GAME", keys: 50, v => v.BuyerLimit = 3);
        var placed = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Shop.TryPlaceAsync(Shop.Request("GAME")))));
        Assert.Equal(3, placed.Count(p => p.IsOk));
    }

    private CheckoutRequest Device(int quantity, string email, string address) =>
        Shop.Request("GAME", quantity, email) with { Buyer = new BuyerTrace(address, "one-browser") };
}

public sealed class HoldLimitsOnSqlite() : HoldLimitSpecs(DatabaseKind.Sqlite);

public sealed class HoldLimitsOnPostgres() : HoldLimitSpecs(DatabaseKind.Postgres)
{
    [Fact]
    public async Task Two_nodes_together_hold_no_more_than_the_limit()
    {
        await Shop.SellAsync("GAME", keys: 200);
        await using var second = await SecondNode.OpenAsync(House);
        var placed = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() =>
        {
            var request = Shop.Request("GAME", 1, address: $"192.0.2.{i}");
            return i % 2 == 0 ? Shop.TryPlaceAsync(request) : second.PlaceAsync(request);
        })));
        Assert.Equal(PerContact, placed.Count(p => p.IsOk));
        await Shop.AssertHealthyAsync();
    }
}
