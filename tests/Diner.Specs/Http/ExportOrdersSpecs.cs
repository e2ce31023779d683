using System.Text;
using Diner.Accounts.Permissions;
using Diner.Data.Audit;
using Diner.Data.LongWork;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Testing;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;
using Xunit;

namespace Diner.Specs.Http;

/// <summary>Taking orders out as a file.</summary>
public abstract class ExportOrdersSpecs(HttpFront front)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task The_list_comes_out_as_a_file_that_runs_nothing(string format)
    {
        var owner = await front.SeatAsync(front.Merchant, Role.Owner);
        var order = front.Order();
        order["contact"] = new Dictionary<string, object?> { ["email"] = $"=cmd{format}@example.com" };
        using var placed = await front.PostAsync(order);
        Assert.True(placed.IsSuccessStatusCode);
        using var started = await front.SendAsync(
            HttpMethod.Post, $"/console/{HttpFront.Shop}/orders/export?email={Uri.EscapeDataString($"=cmd{format}@example.com")}", owner, new FormUrlEncodedContent([KeyValuePair.Create("format", format)]));
        var id = new WorkId(Guid.Parse(started.Headers.Location!.ToString().Split('/')[^1]));
        var content = await TakeAsync(id);
        var cells = format == "csv" ? Encoding.UTF8.GetString(content) : string.Join('|', new MemoryStream(content).Query().SelectMany(row => ((IDictionary<string, object>)row).Values));
        Assert.Contains($"'=cmd{format}@example.com", cells, StringComparison.Ordinal);
        Assert.Contains("9.9", cells, StringComparison.Ordinal);
        Assert.Equal(format == "csv" ? 3 : 1, format == "csv" ? cells.Split("\r\n").Length : 1);
    }

    [Fact]
    public async Task Support_takes_nothing_out()
    {
        using var answer = await front.SendAsync(HttpMethod.Post, $"/console/{HttpFront.Shop}/orders/export", await front.SeatAsync(front.Merchant, Role.Support), new FormUrlEncodedContent([]));
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private async Task<byte[]> TakeAsync(WorkId id)
    {
        for (var i = 0; i < 300; i++)
        {
            if (await front.Get<HandleWork>().TakeAsync(Clerk.Tester, id, Ct) is { } taken)
            {
                using var copy = new MemoryStream();
                await taken.Content.CopyToAsync(copy, Ct);
                return copy.ToArray();
            }

            await Task.Delay(100, Ct);
        }

        Assert.Fail("The export did not end.");
        return [];
    }
}

public sealed class ExportOrdersOnSqlite(SqliteFront front) : ExportOrdersSpecs(front), IClassFixture<SqliteFront>;

public sealed class ExportOrdersOnPostgres(PostgresFront front) : ExportOrdersSpecs(front), IClassFixture<PostgresFront>;
