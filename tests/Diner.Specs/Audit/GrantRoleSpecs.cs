using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Specs.Http;
using Diner.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Diner.Specs.Audit;

/// <summary>The whole server, signed in to PostgreSQL as a role that <c>diner db grant</c> prepared.</summary>
public sealed class RoleFront() : HttpFront(DatabaseKind.Postgres)
{
    protected override async Task<DatabaseOptions> DatabaseAsync()
    {
        var owner = await TestDatabases.CreateAsync(DatabaseKind.Postgres);
        var connection = new NpgsqlConnectionStringBuilder(owner.ConnectionString);
        connection.Username = $"{connection.Database}_app";
        await using var house = House.Services(owner, TimeProvider.System);
        await using (var work = await house.GetRequiredService<Database>().BeginAsync(CancellationToken.None))
        {
            await work.RunAsync($"create role {connection.Username} login", CancellationToken.None);
            await work.CommitAsync(CancellationToken.None);
        }

        Assert.Null(await house.GetRequiredService<GrantRole>().RunAsync(connection.Username, CancellationToken.None));
        return DatabaseOptions.Parse(connection.ConnectionString);
    }
}

public sealed class GrantRoleSpecs(RoleFront front) : IClassFixture<RoleFront>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_role_runs_the_shop_from_order_to_delivery()
    {
        var order = await front.PlaceAsync();
        Assert.Equal((200, "success"), await front.TellAsync(front.Notification(order)));
        Assert.Equal("delivered", await front.StatusAsync(order));
        await front.AssertHealthyAsync();
    }

    [Theory]
    [InlineData("update data_audit set subject = ''")]
    [InlineData("delete from data_audit")]
    [InlineData("truncate data_audit")]
    [InlineData("delete from data_audit_head")]
    [InlineData("alter table data_audit disable trigger all")]
    [InlineData("drop trigger data_audit_immutable on data_audit")]
    [InlineData("set session_replication_role = replica")]
    public async Task The_role_can_add_to_the_audit_trail_and_not_change_it(string harm)
    {
        await front.Get<AuditTrail>().AddAsync(Actor.House("test"), new AuditEntry("thing.changed", "x"), Ct);
        await using var work = await front.Get<Database>().BeginAsync(Ct);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => work.RunAsync(harm, Ct));
        Assert.Equal("42501", refused.SqlState);
    }

    [Theory]
    [InlineData("nobody_of_that_name", ProblemCode.NotFound)]
    [InlineData("x\"; drop table data_audit; --", ProblemCode.InvalidRequest)]
    [InlineData("diner", ProblemCode.WrongState)]
    public async Task A_role_that_is_not_there_is_no_name_or_owns_the_tables_is_refused(string role, ProblemCode code) =>
        Assert.Equal(code, (await front.Get<GrantRole>().RunAsync(role, Ct))?.Code);
}
