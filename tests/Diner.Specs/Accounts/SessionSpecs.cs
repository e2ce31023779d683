using Diner.Accounts.Permissions;
using Diner.Accounts.Seats;
using Diner.Data.Storage;
using Xunit;

namespace Diner.Specs.Accounts;

public abstract class SessionSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    [Theory]
    [InlineData(Role.Administrator, 15)]
    [InlineData(Role.Owner, 12 * 60)]
    public async Task A_session_ends_after_so_many_minutes_without_a_request(Role role, int minutes)
    {
        var (team, token) = await SignInAsync(role);
        House.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await team.SeatAsync(token));
        House.Clock.Advance(TimeSpan.FromMinutes(minutes));
        Assert.Null(await team.SeatAsync(token));
    }

    [Theory]
    [InlineData(Role.Administrator, 12)]
    [InlineData(Role.Owner, 7 * 24)]
    public async Task A_session_ends_after_so_many_hours_however_much_it_is_used(Role role, int hours)
    {
        var (team, token) = await SignInAsync(role);
        for (var left = TimeSpan.FromHours(hours); left > TimeSpan.FromMinutes(10); left -= TimeSpan.FromMinutes(10))
        {
            House.Clock.Advance(TimeSpan.FromMinutes(10));
            Assert.NotNull(await team.SeatAsync(token));
        }

        House.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Null(await team.SeatAsync(token));
    }

    [Fact]
    public async Task One_lists_and_ends_ones_own()
    {
        var (team, token) = await SignInAsync(Role.Owner);
        var seat = Assert.IsType<Seat>(await team.SeatAsync(token));
        var other = await team.OpenSessionAsync(seat.StaffId);
        var sessions = await House.Get<OwnSessions>().ListAsync(seat, Ct);
        Assert.Equal(2, sessions.Count);
        await House.Get<OwnSessions>().EndAsync(Team.Boss, seat, sessions.Single(s => s.Id != seat.SessionId).Id, Ct);
        Assert.Null(await team.SeatAsync(other));
        Assert.NotNull(await team.SeatAsync(token));
    }

    [Fact]
    public async Task Nobody_ends_anothers()
    {
        var (team, token) = await SignInAsync(Role.Owner);
        var thief = await team.SeatAsync(await team.OpenSessionAsync(await team.AddAsync(team.Merchant, Role.Support)));
        await House.Get<OwnSessions>().EndAsync(Team.Boss, thief!, (await team.SeatAsync(token))!.SessionId, Ct);
        Assert.NotNull(await team.SeatAsync(token));
    }

    [Fact]
    public async Task All_others_end_and_this_one_stays()
    {
        var (team, token) = await SignInAsync(Role.Owner);
        var seat = Assert.IsType<Seat>(await team.SeatAsync(token));
        var others = new[] { await team.OpenSessionAsync(seat.StaffId), await team.OpenSessionAsync(seat.StaffId) };
        Assert.Equal(2, await House.Get<OwnSessions>().EndOthersAsync(Team.Boss, seat, Ct));
        Assert.NotNull(await team.SeatAsync(token));
        foreach (var other in others)
            Assert.Null(await team.SeatAsync(other));
    }

    [Theory]
    [InlineData("")]
    [InlineData("forged")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_forged_token_is_nobodys(string token) => Assert.Null(await House.Get<Sessions>().FindAsync(token, Ct));

    private async Task<(Team Team, string Token)> SignInAsync(Role role)
    {
        var team = await Team.OpenAsync(House);
        var staff = await team.AddAsync(role >= Role.Administrator ? null : team.Merchant, role);
        return (team, await team.OpenSessionAsync(staff));
    }
}

public sealed class SessionsOnSqlite() : SessionSpecs(DatabaseKind.Sqlite);

public sealed class SessionsOnPostgres() : SessionSpecs(DatabaseKind.Postgres);
