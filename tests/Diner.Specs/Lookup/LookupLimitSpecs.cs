using System.Diagnostics;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Delivery;
using Diner.Delivery.Lookup;
using Diner.Kernel;
using Diner.Ordering.Lookup;
using Diner.Ordering.Orders;
using Diner.Specs.Delivery;
using Diner.Specs.Trade;
using Npgsql;
using Xunit;

namespace Diner.Specs.Lookup;

public abstract class LookupLimitSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private static readonly SqlText Kept = "select count(*) from delivery_lookup_turns";

    private LookupLimits Limits => House.Get<LookupLimits>();

    [Fact]
    public async Task A_contact_is_mailed_three_codes_in_ten_minutes_whatever_the_address()
    {
        Assert.Equal(3, await AllowedAsync(5, i => Limits.AllowAsync(LookupAct.MailCode, Visit(i, 9), Ct)));
        House.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(3, await AllowedAsync(5, i => Limits.AllowAsync(LookupAct.MailCode, Visit(i, 9), Ct)));
        House.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(2, await AllowedAsync(5, i => Limits.AllowAsync(LookupAct.MailCode, Visit(i, 9), Ct)));
    }

    [Fact]
    public async Task An_address_tries_thirty_times_in_ten_minutes_whatever_the_contact() =>
        Assert.Equal(30, await AllowedAsync(50, i => Limits.AllowAsync(LookupAct.Try, Visit(1, i), Ct)));

    [Fact]
    public async Task Two_nodes_together_give_no_more_turns_than_one()
    {
        await using var second = await SecondNode.OpenAsync(House);
        var nodes = new[] { Limits, second.Get<LookupLimits>() };
        Assert.Equal(30, await AllowedAsync(50, i => nodes[i % 2].AllowAsync(LookupAct.Try, Visit(1, i), Ct)));
        House.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(30, await AllowedAsync(50, i => nodes[i % 2].AllowAsync(LookupAct.Try, Visit(1, i), Ct)));
    }

    [Fact]
    public async Task Tries_at_once_on_two_nodes_are_counted_one_by_one()
    {
        await using var second = await SecondNode.OpenAsync(House);
        var nodes = new[] { Limits, second.Get<LookupLimits>() };
        var answers = await Task.WhenAll(Enumerable.Range(0, 28).Select(i => Task.Run(() => nodes[i % 2].AllowAsync(LookupAct.Try, Visit(i, 7), Ct))));
        Assert.Equal(15, answers.Count(isAllowed => isAllowed));
    }

    [Fact]
    public async Task The_right_password_opens_nothing_after_too_many_wrong_ones_whatever_the_node()
    {
        var seed = await OrderSeed.From(House).WithShopAsync(new(), Ct);
        var id = await seed.OrderAsync(OrderStatus.Delivered, Ct, LookupPasswords.Hash("noodles"));
        var claim = new OrderClaim(seed.Shop, (await House.Get<OrderQueries>().FindAsync(id, Ct))!.OrderNo, OrderSeed.Email, "wrong");
        await using var second = await SecondNode.OpenAsync(House);
        for (var i = 0; i < 15; i++)
            Assert.Equal(ProblemCode.UnknownOrder, (await House.Get<ClaimOrder>().RunAsync(claim, $"203.0.113.{i}", Ct)).Problem?.Code);
        Assert.Equal(ProblemCode.TooManyRequests, (await second.Get<ClaimOrder>().RunAsync(claim with { Password = "noodles" }, "203.0.113.99", Ct)).Problem?.Code);
        House.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(id, (await second.Get<ClaimOrder>().RunAsync(claim with { Password = "noodles" }, "203.0.113.99", Ct)).Value);
    }

    [Fact]
    public async Task Turns_that_have_ended_are_forgotten()
    {
        await Limits.AllowAsync(LookupAct.MailCode, Visit(1, 2), Ct);
        House.Clock.Advance(TimeSpan.FromMinutes(10));
        await House.Get<ForgetLookups>().RunOnceAsync(Ct);
        Assert.Equal(1, await KeptAsync());
        House.Clock.Advance(TimeSpan.FromDays(1));
        await House.Get<ForgetLookups>().RunOnceAsync(Ct);
        Assert.Equal(0, await KeptAsync());
    }

    [Fact]
    public async Task With_limits_off_everything_is_allowed_and_nothing_counted()
    {
        var off = new LookupLimits(DeliveryOptions.From("data", name => name == "DINER_LIMITS" ? "off" : null), House.Get<Database>(), House.Clock);
        Assert.Equal(40, await AllowedAsync(40, _ => off.AllowAsync(LookupAct.Try, Visit(1, 2), Ct)));
        Assert.Equal(0, await KeptAsync());
    }

    private static LookupVisit Visit(int address, int contact) => new([.. new byte[15], (byte)address], [.. new byte[15], (byte)contact]);

    private static async Task<int> AllowedAsync(int tries, Func<int, Task<bool>> allow)
    {
        var allowed = 0;
        for (var i = 0; i < tries; i++)
            allowed += await allow(i) ? 1 : 0;
        return allowed;
    }

    private async Task<long> KeptAsync()
    {
        await using var work = await House.Get<Database>().BeginAsync(Ct);
        var batch = work.NewBatch();
        var count = batch.Read(Kept, row => row.Long(0));
        await batch.SendAsync(Ct);
        return count.Rows[0];
    }
}

public sealed class LookupLimitsOnSqlite() : LookupLimitSpecs(DatabaseKind.Sqlite);

public sealed class LookupLimitsOnPostgres() : LookupLimitSpecs(DatabaseKind.Postgres)
{
    [Fact]
    public async Task A_wrong_password_costs_one_query()
    {
        var claim = new OrderClaim(House.Get<IdSource>().Next<ShopId>(), "D1", "a@b.c", "wrong");
        await House.Get<ClaimOrder>().RunAsync(claim, "203.0.113.1", Ct);
        var database = new NpgsqlConnectionStringBuilder(House.Get<DatabaseOptions>().ConnectionString).Database;
        var queries = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            // Other tests' queries stop at the same time, on other threads.
            ActivityStopped = query => Interlocked.Add(ref queries, query.TagObjects.Any(tag => tag.Value as string == database) ? 1 : 0),
        };
        ActivitySource.AddActivityListener(listener);
        await House.Get<ClaimOrder>().RunAsync(claim, "203.0.113.1", Ct);
        Assert.Equal(1, queries);
    }
}
