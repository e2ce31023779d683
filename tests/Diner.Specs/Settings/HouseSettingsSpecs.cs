using Diner.Data.Audit;
using Diner.Data.Settings;
using Diner.Data.Storage;
using Diner.Kernel;
using Xunit;

namespace Diner.Specs.Settings;

public abstract class HouseSettingsSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private static readonly Actor Somebody = Actor.House("test");

    private SettingsBook Book => House.Get<SettingsBook>();

    [Fact]
    public async Task Before_anybody_saved_the_defaults_count() => Assert.Equal(new HouseSettings(), await Book.CurrentAsync(Ct));

    [Fact]
    public async Task What_is_saved_counts_at_once_and_every_version_is_kept_with_who()
    {
        Assert.Equal(15, (await Book.CurrentAsync(Ct)).OperatorIdleMinutes);
        await SaveAsync(new HouseSettings { OperatorIdleMinutes = 20 }, 0);
        await SaveAsync(new HouseSettings { OperatorIdleMinutes = 30 }, 1);
        Assert.Equal(30, (await Book.CurrentAsync(Ct)).OperatorIdleMinutes);
        Assert.Equal([(2, 30, "test"), (1, 20, "test")], (await Book.HistoryAsync(Ct)).Select(v => (v.Version, v.Settings.OperatorIdleMinutes, v.ActorName)));
    }

    [Fact]
    public async Task The_audit_trail_says_what_it_was_before()
    {
        await SaveAsync(new HouseSettings { PasswordDays = 90 }, 0);
        var row = Assert.Single(await House.Get<AuditSearch>().ReadAsync(new AuditFilter { Action = "settings.saved" }, long.MaxValue, 9, Ct));
        Assert.Equal(("""{"password_days":0}""", """{"password_days":90}"""), (row.Before, row.After));
    }

    [Fact]
    public async Task Who_looked_at_an_older_version_does_not_overwrite_a_newer_one()
    {
        await SaveAsync(new HouseSettings { PasswordDays = 90 }, 0);
        Assert.Equal(ProblemCode.WrongState, (await House.Get<SaveSettings>().RunAsync(Somebody, new HouseSettings { PasswordDays = 30 }, 0, Ct))?.Code);
        Assert.Equal(90, (await Book.CurrentAsync(Ct)).PasswordDays);
    }

    [Fact]
    public async Task Of_two_who_save_at_once_one_is_told()
    {
        var saved = await Task.WhenAll(Enumerable.Range(20, 8).Select(minutes => House.Get<SaveSettings>().RunAsync(Somebody, new HouseSettings { OperatorIdleMinutes = minutes }, 0, Ct)));
        Assert.Single(saved, problem => problem is null);
        Assert.Single(await Book.HistoryAsync(Ct));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1441, 0)]
    [InlineData(15, -1)]
    [InlineData(15, 3651)]
    public async Task What_is_out_of_its_limits_is_refused(int idleMinutes, int passwordDays) =>
        Assert.Equal(ProblemCode.InvalidRequest, (await House.Get<SaveSettings>().RunAsync(Somebody, new HouseSettings { OperatorIdleMinutes = idleMinutes, PasswordDays = passwordDays }, 0, Ct))?.Code);

    [Fact]
    public async Task Another_node_follows_within_seconds()
    {
        await using var second = House.OpenNode();
        Assert.Equal(0, (await second.Get<SettingsBook>().CurrentAsync(Ct)).PasswordDays);
        await SaveAsync(new HouseSettings { PasswordDays = 90 }, 0);
        second.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(90, (await second.Get<SettingsBook>().CurrentAsync(Ct)).PasswordDays);
    }

    private async Task SaveAsync(HouseSettings settings, int seen) => Assert.Null(await House.Get<SaveSettings>().RunAsync(Somebody, settings, seen, Ct));
}

public sealed class HouseSettingsOnSqlite() : HouseSettingsSpecs(DatabaseKind.Sqlite);

public sealed class HouseSettingsOnPostgres() : HouseSettingsSpecs(DatabaseKind.Postgres);
