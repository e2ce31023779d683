using System.Buffers.Text;
using Diner.Catalog.Shops;
using Diner.Data.Storage;
using Diner.Delivery.Pages;
using Diner.Delivery.Problems;
using Diner.Kernel;
using Diner.Ordering.Lookup;
using Diner.Ordering.Orders;
using Diner.Vault.Keys;
using Xunit;

namespace Diner.Specs.Delivery;

public abstract class PageTokenSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private PageTokens Tokens => House.Get<PageTokens>();

    [Fact]
    public void A_token_names_its_order_and_stays_the_same()
    {
        var order = House.Get<IdSource>().Next<OrderId>();
        var token = Tokens.For(order);
        Assert.True(Tokens.TryRead(token, out var read));
        Assert.Equal((order, token, PageTokens.Length), (read, Tokens.For(order), token.Length));
    }

    [Fact]
    public void A_token_with_any_byte_changed_is_refused()
    {
        var bytes = Base64Url.DecodeFromChars(Tokens.For(House.Get<IdSource>().Next<OrderId>()));
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = bytes.ToArray();
            changed[i] ^= 1;
            Assert.False(Tokens.TryRead(Base64Url.EncodeToString(changed), out _));
        }
    }

    [Fact]
    public void The_proof_of_one_order_does_not_open_another()
    {
        var (one, other) = (Tokens.For(House.Get<IdSource>().Next<OrderId>()), Tokens.For(House.Get<IdSource>().Next<OrderId>()));
        Assert.False(Tokens.TryRead(other[..22] + one[22..], out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("令牌令牌令牌令牌令牌令牌令牌令牌令牌令牌令牌令牌令牌令牌令牌令牌令牌令牌令牌令牌令牌令")]
    public void What_is_no_token_is_refused(string text) => Assert.False(Tokens.TryRead(text, out _));

    [Fact]
    public void A_truncated_token_is_refused() => Assert.False(Tokens.TryRead(Tokens.For(House.Get<IdSource>().Next<OrderId>())[..^1], out _));

    [Fact]
    public async Task A_problem_is_recorded_once_per_key_and_only_for_keys_of_the_order()
    {
        var seed = await OrderSeed.From(House).WithShopAsync(new ShopSettings(), Ct);
        var id = await seed.OrderAsync(OrderStatus.Delivered, Ct);
        await seed.KeysAsync(id, "KEY-ONE\n", Ct);
        var order = (await House.Get<OrderQueries>().FindAsync(id, Ct))!;
        var key = (await House.Get<RevealKeys>().ForOrderAsync(id, Ct))[0].KeyId;
        var report = House.Get<ReportProblem>();
        Assert.Equal(ReportOutcome.UnknownKey, await report.RunAsync(order, House.Get<IdSource>().Next<KeyId>(), "", Ct));
        Assert.Equal(ReportOutcome.Reported, await report.RunAsync(order, key, new string('字', 5_000) + "\0", Ct));
        Assert.Equal(ReportOutcome.AlreadyReported, await report.RunAsync(order, key, "again", Ct));
        Assert.Equal(key, Assert.Single(await House.Get<ProblemReports>().OfOrderAsync(id, Ct)).KeyId);
    }
}

public sealed class PageTokensOnSqlite() : PageTokenSpecs(DatabaseKind.Sqlite);

public sealed class PageTokensOnPostgres() : PageTokenSpecs(DatabaseKind.Postgres);
