using Diner.Data.Storage;
using Diner.Delivery.Problems;
using Diner.Kernel;
using Diner.Specs.Trade;
using Xunit;

namespace Diner.Specs.Desk;

/// <summary>What the first page of the console says waits for a merchant.</summary>
public abstract class WaitingSpecs(DatabaseKind kind) : TradeSpecs(kind)
{
    [Fact]
    public async Task Reports_wait_with_the_clock_of_the_oldest()
    {
        Assert.Null(await House.Get<ProblemReports>().WaitingAsync(Shop.Id, Ct));
        var first = await ReportAsync(ReportState.Open);
        House.Clock.Advance(TimeSpan.FromMinutes(2));
        await ReportAsync(ReportState.Open);
        await ReportAsync(ReportState.Explained);
        Assert.Equal(new ReportsWaiting(2, first), await House.Get<ProblemReports>().WaitingAsync(Shop.Id, Ct));
    }

    private async Task<DateTimeOffset> ReportAsync(ReportState state)
    {
        var ids = House.Get<IdSource>();
        var report = new ProblemReport
        {
            Id = ids.Next<OrderId>().Value, ShopId = Shop.Id, OrderId = ids.Next<OrderId>(), KeyId = ids.Next<KeyId>(), Note = "", ReportedAt = House.Clock.GetUtcNow(), State = state,
        };
        await House.Get<Database>().WriteAsync(work => Task.FromResult(work.Db.Add(report)), Ct);
        return report.ReportedAt;
    }
}

public sealed class WaitingOnSqlite() : WaitingSpecs(DatabaseKind.Sqlite);

public sealed class WaitingOnPostgres() : WaitingSpecs(DatabaseKind.Postgres);
