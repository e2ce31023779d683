using System.Net;
using Diner.Accounts.Permissions;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Insights.History;
using Xunit;

namespace Diner.Specs.Http;

/// <summary>The page of a shop's trade and its tables as files, over HTTP.</summary>
public abstract class InsightsPageSpecs(HttpFront front)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_heat_of_the_days_asked_for_can_be_taken_away()
    {
        var finance = await front.SeatAsync(front.Merchant, Role.Finance);
        // A Friday, nine in the evening by the shop's clock.
        using var past = new StringReader("order_no,paid_at,buyer,variant,quantity,amount,unit_cost\nPAST-1,2026-01-02T13:05:00Z,a@b.c,OLD,1,5.00,3.00\n");
        var shop = (await front.Get<Shops>().FindAsync(HttpFront.Shop, Ct))!;
        Assert.True((await front.Get<ImportHistory>().RunAsync(Actor.House("test"), shop, past, Ct)).IsOk);
        var lines = (await ReadAsync("heat.csv?from=2026-01-01&to=2026-01-31", finance)).Split("\r\n");
        Assert.Equal("21,0,0,0,0,1,0,0", lines[22]);
        Assert.Equal("21,0,0,0,0,0,0,0", (await ReadAsync("heat.csv?from=2026-02-01&to=2026-02-28", finance)).Split("\r\n")[22]);
        Assert.Contains("2026-01", await ReadAsync("?from=2026-01-01&to=2026-01-31", finance), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing.csv")]
    [InlineData("heat.pdf")]
    public async Task A_table_that_is_none_is_not_there(string name)
    {
        var finance = await front.SeatAsync(front.Merchant, Role.Finance);
        using var answer = await front.SendAsync(HttpMethod.Get, $"/console/{HttpFront.Shop}/insights/{name}", finance);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("?from=yesterday&to=2026-13-45")]
    [InlineData("?from=2026-03-01&to=2026-01-01")]
    [InlineData("?from=0001-01-01&to=9999-12-31")]
    public async Task Days_that_are_none_are_the_last_ninety(string query)
    {
        var finance = await front.SeatAsync(front.Merchant, Role.Finance);
        Assert.Contains("/insights/heat.csv?from=", await ReadAsync(query, finance), StringComparison.Ordinal);
    }

    private async Task<string> ReadAsync(string place, string seat)
    {
        using var answer = await front.SendAsync(HttpMethod.Get, $"/console/{HttpFront.Shop}/insights{(place.StartsWith('?') ? "" : "/")}{place}", seat);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Ct);
    }
}

public sealed class InsightsPageOnSqlite(SqliteFront front) : InsightsPageSpecs(front), IClassFixture<SqliteFront>;

public sealed class InsightsPageOnPostgres(PostgresFront front) : InsightsPageSpecs(front), IClassFixture<PostgresFront>;
