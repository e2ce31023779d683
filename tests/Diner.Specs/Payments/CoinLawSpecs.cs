using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Forms;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Payments;

/// <summary>Coins in a shop that trades in mainland China: not without a person who says to know the law, and the trail says who.</summary>
public abstract class CoinLawSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private static readonly CurrencyCode Dollar = CurrencyCode.Parse("USD");

    [Theory]
    [InlineData("CNY", "Europe/Berlin", true)]
    [InlineData("USD", "Asia/Shanghai", true)]
    [InlineData("USD", "Asia/Urumqi", true)]
    [InlineData("USD", "Asia/Hong_Kong", false)]
    [InlineData("EUR", "Europe/Berlin", false)]
    public async Task Currency_or_time_zone_of_the_mainland_asks_for_it(string currency, string timeZone, bool isAsked)
    {
        var channel = New() with { Currency = CurrencyCode.Parse(currency), TimeZone = timeZone };
        Assert.Equal(isAsked, House.Get<EditChannels>().MustAcknowledge(channel));
        Assert.Equal(isAsked ? "acknowledged" : null, (await House.Get<EditChannels>().AddAsync(Actor.House("test"), channel, Ct)).Problem?.Field);
    }

    [Fact]
    public async Task Who_acknowledges_adds_it_and_the_trail_says_so()
    {
        var channel = New() with { Currency = CurrencyCode.Cny, IsAcknowledged = true };
        Assert.True((await House.Get<EditChannels>().AddAsync(Actor.House("a careful person"), channel, Ct)).IsOk);
        await using var db = House.Get<Database>().Read();
        var row = Assert.Single(await db.Set<AuditRow>().Where(r => r.Action == "channel.law_acknowledged").ToListAsync(Ct));
        Assert.Equal("a careful person", row.ActorName);
    }

    [Fact]
    public async Task Where_nothing_is_asked_the_trail_says_nothing()
    {
        Assert.True((await House.Get<EditChannels>().AddAsync(Actor.House("test"), New() with { Currency = Dollar, TimeZone = "Europe/Berlin", IsAcknowledged = true }, Ct)).IsOk);
        await using var db = House.Get<Database>().Read();
        Assert.Empty(await db.Set<AuditRow>().Where(r => r.Action == "channel.law_acknowledged").ToListAsync(Ct));
    }

    [Fact]
    public void Cards_and_wallets_ask_for_nothing() =>
        Assert.False(House.Get<EditChannels>().MustAcknowledge(new NewChannel(ShopId, "stripe", "Stripe", new Dictionary<string, string>()) { Currency = CurrencyCode.Cny }));

    private static ShopId ShopId => new(Guid.Parse("01900000-0000-7000-8000-000000000002"));

    private static NewChannel New()
    {
        var entries = new Dictionary<string, string> { ["gateway"] = "https://pay.example.com", ["token"] = "a-token", ["coin"] = "TRX" };
        return new NewChannel(ShopId, "tokenpay", "USDT", ProviderForms.Find("tokenpay")!.ToSettings(new ProviderEntries(entries, Dollar)).Value!);
    }
}

public sealed class CoinLawOnSqlite() : CoinLawSpecs(DatabaseKind.Sqlite);

public sealed class CoinLawOnPostgres() : CoinLawSpecs(DatabaseKind.Postgres);
