using Diner.Accounts.Permissions;
using Diner.Accounts.Seats;
using Diner.Data.Audit;
using Diner.Data.Settings;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Testing;
using Xunit;

namespace Diner.Specs.Accounts;

/// <summary>How long a session counts is a setting of the house, and holds from the next request on.</summary>
public abstract class SessionLimitSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private async Task<string> SignedInAsync(MerchantId? merchant, Role role)
    {
        var services = House.Get<IServiceProvider>();
        var staff = await Clerk.AddStaffAsync(services, "clerk@example.com", merchant, [role], Ct);
        return (await Clerk.SeatAsync(services, staff, Ct)).Split('=', 2)[1];
    }

    private async Task<bool> IsOverAfterAsync(string token, TimeSpan idle)
    {
        House.Clock.Advance(idle);
        return await House.Get<Sessions>().FindAsync(token, Ct) is null;
    }

    [Fact]
    public async Task The_operators_staff_are_signed_out_after_fifteen_idle_minutes() =>
        Assert.True(await IsOverAfterAsync(await SignedInAsync(null, Role.Administrator), TimeSpan.FromMinutes(15)));

    [Fact]
    public async Task A_merchants_staff_are_not() =>
        Assert.False(await IsOverAfterAsync(await SignedInAsync(MerchantId.House, Role.Support), TimeSpan.FromMinutes(15)));

    [Fact]
    public async Task A_shorter_limit_ends_a_session_that_is_open()
    {
        var token = await SignedInAsync(null, Role.Administrator);
        Assert.Null(await House.Get<SaveSettings>().RunAsync(Actor.House("test"), new HouseSettings { OperatorIdleMinutes = 2 }, 0, Ct));
        Assert.True(await IsOverAfterAsync(token, TimeSpan.FromMinutes(3)));
    }

    [Fact]
    public async Task An_old_password_must_be_changed_before_anything_else()
    {
        var token = await SignedInAsync(MerchantId.House, Role.Support);
        await House.Get<SaveSettings>().RunAsync(Actor.House("test"), new HouseSettings { PasswordDays = 1, MerchantIdleMinutes = 1440, MerchantSessionHours = 720 }, 0, Ct);
        House.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(SeatGap.None, (await House.Get<Sessions>().FindAsync(token, Ct))!.Gap);
        House.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(SeatGap.Password, (await House.Get<Sessions>().FindAsync(token, Ct))!.Gap);
    }
}

public sealed class SessionLimitsOnSqlite() : SessionLimitSpecs(DatabaseKind.Sqlite);

public sealed class SessionLimitsOnPostgres() : SessionLimitSpecs(DatabaseKind.Postgres);
