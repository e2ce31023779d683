using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Payments.Health;
using Diner.Payments.Notifications;
using Xunit;

namespace Diner.Specs.Payments;

public abstract class ChannelHealthSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private static readonly NotificationReply Reply = NotificationReply.Text(200, "success");

    private readonly ChannelId _channel = ChannelId.From(new Guid("019aa000-0000-7000-8000-0000000000c1"));

    [Fact]
    public async Task Figures_of_all_nodes_add_up_over_the_window()
    {
        await using var second = House.OpenNode();
        foreach (var node in new[] { House, second })
        {
            node.Get<ChannelPulse>().Notified(_channel, new NotificationReading.NotPaid("pending", Reply));
            node.Get<ChannelPulse>().Notified(_channel, new NotificationReading.Refused("forged", Reply));
            node.Get<ChannelPulse>().Asked(_channel, answered: true, TimeSpan.FromMilliseconds(100));
            node.Get<ChannelPulse>().Asked(_channel, answered: false, TimeSpan.FromMilliseconds(300));
            await node.Get<StorePulse>().RunOnceAsync(Ct);
        }

        var figures = (await House.Get<ChannelHealth>().ReadAsync(TimeSpan.FromHours(1), Ct))[_channel];
        Assert.Equal((2L, 2L, 2L, 2L, 200L), (figures.Genuine, figures.Refused, figures.Answered, figures.Failed, figures.LatencyMs));
        Assert.Equal(66.7, figures.SuccessPercent!.Value, 1);
        Assert.Equal(House.Clock.GetUtcNow(), figures.NotifiedAt);
    }

    [Fact]
    public async Task A_forged_notification_is_no_sign_of_life()
    {
        House.Get<ChannelPulse>().Notified(_channel, new NotificationReading.Refused("forged", Reply));
        await House.Get<StorePulse>().RunOnceAsync(Ct);
        var figures = (await House.Get<ChannelHealth>().ReadAsync(TimeSpan.FromHours(1), Ct))[_channel];
        Assert.Equal((null, null), (figures.NotifiedAt, figures.SuccessPercent));
    }

    [Fact]
    public async Task What_is_older_than_the_window_does_not_count_and_is_dropped_after_a_week()
    {
        await CountOneAsync();
        House.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Empty(await House.Get<ChannelHealth>().ReadAsync(TimeSpan.FromHours(1), Ct));
        Assert.Single(await House.Get<ChannelHealth>().ReadAsync(TimeSpan.FromDays(1), Ct));
        House.Clock.Advance(TimeSpan.FromDays(9));
        await CountOneAsync();
        Assert.Equal(1, (await House.Get<ChannelHealth>().ReadAsync(TimeSpan.FromDays(30), Ct))[_channel].Genuine);
    }

    private async Task CountOneAsync()
    {
        House.Get<ChannelPulse>().Notified(_channel, new NotificationReading.NotPaid("pending", Reply));
        await House.Get<StorePulse>().RunOnceAsync(Ct);
    }
}

public sealed class ChannelHealthOnSqlite() : ChannelHealthSpecs(DatabaseKind.Sqlite);

public sealed class ChannelHealthOnPostgres() : ChannelHealthSpecs(DatabaseKind.Postgres);
