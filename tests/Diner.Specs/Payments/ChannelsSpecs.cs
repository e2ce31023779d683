using System.Security.Cryptography;
using System.Text;
using Diner.Data.Audit;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Epay;
using Diner.Payments.Sandbox;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Payments;

public abstract class ChannelsSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private const string Key = "a-key-nobody-may-see";

    private static readonly SqlText Stored = "select settings from payments_channels where id = $1";
    private static readonly SqlText Swap = "update payments_channels set settings = $2 where id = $1";
    private static readonly ShopId Shop = new(new Guid("01900000-0000-7000-8000-000000000002"));
    private static readonly EpayAccount Account = new() { GatewayUrl = "https://pay.example.com", Pid = "1001", Key = Key };

    private Channels Channels => House.Get<Channels>();

    [Fact]
    public async Task An_added_channel_is_found_with_its_settings()
    {
        var found = await Channels.FindAsync(await AddAsync(), Ct);
        Assert.Equal(("epay", "支付宝", true, Key), (found?.Type, found?.Name, found?.IsEnabled, found?.Required("key")));
    }

    [Fact]
    public async Task An_unknown_channel_is_none() => Assert.Null(await Channels.FindAsync(new ChannelId(Guid.Empty), Ct));

    [Fact]
    public async Task A_channel_asked_for_before_it_was_added_is_found_at_once_by_its_shop()
    {
        Assert.Empty(await Channels.ForShopAsync(Shop, Ct));
        var id = await AddAsync();
        Assert.Equal(id, Assert.Single(await Channels.ForShopAsync(Shop, Ct)).Id);
    }

    [Fact]
    public async Task A_disabled_channel_takes_no_orders_but_its_notifications_are_still_read()
    {
        var id = await AddAsync();
        Assert.Single(await Channels.ForShopAsync(Shop, Ct));
        Assert.True(await House.Get<EditChannels>().SwitchAsync(Actor.House("test"), id, shop: null, isEnabled: false, Ct));
        Assert.Empty(await Channels.ForShopAsync(Shop, Ct));
        Assert.False((await Channels.FindAsync(id, Ct))?.IsEnabled);
        Assert.Equal(ProblemCode.ChannelUnavailable, (await Channels.CreatePaymentAsync(id, Request, Ct)).Problem?.Code);
    }

    [Fact]
    public async Task Disabling_an_unknown_channel_says_so() => Assert.False(await House.Get<EditChannels>().SwitchAsync(Actor.House("test"), new ChannelId(Guid.Empty), shop: null, isEnabled: false, Ct));

    [Fact]
    public async Task A_channel_that_is_switched_on_again_takes_orders()
    {
        var id = await AddAsync();
        await House.Get<EditChannels>().SwitchAsync(Actor.House("test"), id, Shop, isEnabled: false, Ct);
        Assert.True(await House.Get<EditChannels>().SwitchAsync(Actor.House("test"), id, Shop, isEnabled: true, Ct));
        Assert.Equal(id, Assert.Single(await Channels.ForShopAsync(Shop, Ct)).Id);
    }

    [Fact]
    public async Task Another_shops_channel_cannot_be_changed()
    {
        var (id, stranger) = (await AddAsync(), new ShopId(Guid.Empty));
        Assert.False(await House.Get<EditChannels>().SwitchAsync(Actor.House("test"), id, stranger, isEnabled: false, Ct));
        var change = new NewChannel(stranger, EpayAccount.ChannelType, "stolen", Account.ToSettings().Value!);
        Assert.Equal(ProblemCode.NotFound, (await House.Get<EditChannels>().ChangeAsync(Actor.House("test"), id, change, Ct))?.Code);
    }

    [Fact]
    public async Task The_audit_trail_never_holds_a_channels_key()
    {
        await AddAsync();
        await using var db = House.Get<Database>().Read();
        var row = Assert.Single(await db.Set<AuditRow>().Where(r => r.Action == "channel.added").ToListAsync(Ct));
        Assert.DoesNotContain(Account.Key, row.After!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_channel_is_read_once_until_it_grows_stale()
    {
        var id = await AddAsync();
        var first = await Channels.FindAsync(id, Ct);
        Assert.Same(first, await Channels.FindAsync(id, Ct));
        House.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.NotSame(first, await Channels.FindAsync(id, Ct));
    }

    [Fact]
    public async Task A_change_on_another_node_is_seen_after_seconds()
    {
        var id = await AddAsync();
        await Channels.FindAsync(id, Ct);
        await WriteAsync("update payments_channels set is_enabled = false where id = $1", id.Value);
        House.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.False((await Channels.FindAsync(id, Ct))?.IsEnabled);
    }

    [Fact]
    public async Task Settings_are_sealed_at_rest()
    {
        var stored = await StoredAsync(await AddAsync());
        Assert.False(stored.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Key)) >= 0);
        Assert.False(stored.AsSpan().IndexOf("1001"u8) >= 0);
    }

    [Fact]
    public async Task Settings_copied_to_another_channel_do_not_open()
    {
        var (mine, theirs) = (await AddAsync(), await AddAsync());
        await WriteAsync(Swap, theirs.Value, await StoredAsync(mine));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => Channels.FindAsync(theirs, Ct).AsTask());
    }

    [Fact]
    public async Task A_list_shows_every_channel_and_no_secret()
    {
        var id = await AddAsync();
        await House.Get<EditChannels>().AddAsync(Actor.House("test"), new NewChannel(new ShopId(Guid.Empty), SandboxAccount.ChannelType, "沙盒", SandboxAccount.NewSettings()), Ct);
        Assert.Equal(2, (await Channels.ListAsync(null, Ct)).Count);
        var view = Assert.Single(await Channels.ListAsync(Shop, Ct));
        Assert.Equal(id, view.Id);
        Assert.DoesNotContain(Key, $"{view}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("telepathy", "支付宝", "type")]
    [InlineData("epay", " ", "name")]
    [InlineData("epay", "0123456789012345678901234567890123456789012345678901234567890", "name")]
    public async Task A_channel_that_makes_no_sense_is_refused(string type, string name, string field)
    {
        var added = await House.Get<EditChannels>().AddAsync(Actor.House("test"), new NewChannel(Shop, type, name, Account.ToSettings().Value!), Ct);
        Assert.Equal((ProblemCode.InvalidRequest, field), (added.Problem?.Code, added.Problem?.Field));
    }

    private static PaymentRequest Request => new("D1", Money.Cny(990), "demo", new Uri("http://127.0.0.1/n"), new Uri("http://127.0.0.1/r"), new Payer("127.0.0.1", PayerDevice.Phone), DateTimeOffset.UnixEpoch);

    private async Task<ChannelId> AddAsync() =>
        (await House.Get<EditChannels>().AddAsync(Actor.House("test"), new NewChannel(Shop, EpayAccount.ChannelType, "支付宝", Account.ToSettings().Value!), Ct)).Value;

    private async Task<byte[]> StoredAsync(ChannelId id)
    {
        await using var work = await House.Get<Database>().BeginAsync(Ct);
        var batch = work.NewBatch();
        var rows = batch.Read(Stored, row => row.Bytes(0), id.Value);
        await batch.SendAsync(Ct);
        return rows.Rows[0];
    }

    private async Task WriteAsync(SqlText sql, params object[] args)
    {
        var touched = await House.Get<Database>().WriteAsync(work => work.RunAsync(sql, Ct, args), Ct);
        Assert.Equal(1, touched);
    }
}

public sealed class ChannelsOnSqlite() : ChannelsSpecs(DatabaseKind.Sqlite);

public sealed class ChannelsOnPostgres() : ChannelsSpecs(DatabaseKind.Postgres);
