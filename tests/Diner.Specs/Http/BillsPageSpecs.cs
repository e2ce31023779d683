using System.Net;
using System.Text;
using Diner.Accounts.Permissions;
using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Payments.Bills;
using Diner.Payments.Records;
using Xunit;

namespace Diner.Specs.Http;

/// <summary>Handing a bill in at the counter and putting right what differs, over HTTP.</summary>
public abstract class BillsPageSpecs(HttpFront front)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(50);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Bills => $"/console/{HttpFront.Shop}/bills";

    [Fact]
    public async Task A_bill_is_compared_as_a_job_and_what_it_has_more_is_recorded_with_one_button()
    {
        var finance = await front.SeatAsync(front.Merchant, Role.Finance);
        var number = $"stray-{Guid.NewGuid():N}";
        using (var handed = await HandInAsync(finance, $$"""{"data":[{"trade_no":"{{number}}","out_trade_no":"D000000-00000000","money":"9.90","status":"1","endtime":"2001-02-03 04:05:06"}]}"""))
            Assert.Contains("/work/", handed.Headers.Location?.ToString(), StringComparison.Ordinal);
        var difference = await FoundAsync(number);
        using (var page = await front.SendAsync(HttpMethod.Get, Bills, finance))
            Assert.Contains(number, await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using (var taken = await front.SendAsync(HttpMethod.Post, $"{Bills}/differences/{difference.Id}/take-on", finance))
            Assert.EndsWith("done=TakenOn", taken.Headers.Location?.ToString(), StringComparison.Ordinal);
        using (var mended = await front.SendAsync(HttpMethod.Post, $"{Bills}/differences/{difference.Id}/mend", finance))
            Assert.EndsWith("done=Recorded", mended.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.Equal("D000000-00000000", await front.Get<PaymentRecords>().OrderNoOfAsync(difference.ShopId, number, Ct));
        using (var again = await front.SendAsync(HttpMethod.Post, $"{Bills}/differences/{difference.Id}/mend", finance))
            Assert.EndsWith("say=difference_ended", again.Headers.Location?.ToString(), StringComparison.Ordinal);
        await front.AssertHealthyAsync();
    }

    [Fact]
    public async Task What_is_no_bill_is_refused_by_its_job_with_what_to_do()
    {
        var finance = await front.SeatAsync(front.Merchant, Role.Finance);
        using var handed = await HandInAsync(finance, "<html>busy</html>");
        var work = handed.Headers.Location!.ToString();
        string page;
        do
        {
            await Task.Delay(LookInterval, Ct);
            using var answer = await front.SendAsync(HttpMethod.Get, work, finance);
            page = await answer.Content.ReadAsStringAsync(Ct);
        }
        while (!page.Contains("api.php?act=orders", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_without_a_file_is_told_so()
    {
        var finance = await front.SeatAsync(front.Merchant, Role.Finance);
        using var form = new MultipartFormDataContent { { new StringContent("x"), "map" } };
        using var answer = await front.SendAsync(HttpMethod.Post, $"{Bills}/{front.Channel.Value}", finance, form);
        Assert.EndsWith("say=bill_no_file", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_that_are_not_clear_are_told_so()
    {
        var finance = await front.SeatAsync(front.Merchant, Role.Finance);
        using var answer = await HandInAsync(finance, "a,b\n1,2\n", map: "reference=a");
        Assert.EndsWith("say=bill_map", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_merchants_channel_is_not_there()
    {
        var theirs = await front.SeatAsync(front.OtherMerchant, Role.Finance);
        using var form = Form("{}", null);
        using var answer = await front.SendAsync(HttpMethod.Post, $"/console/{HttpFront.OtherShop}/bills/{front.Channel.Value}", theirs, form);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> HandInAsync(string seat, string text, string? map = null)
    {
        using var form = Form(text, map);
        return await front.SendAsync(HttpMethod.Post, $"{Bills}/{front.Channel.Value}", seat, form);
    }

    private static MultipartFormDataContent Form(string text, string? map)
    {
        var form = new MultipartFormDataContent();
        if (map is not null)
            form.Add(new StringContent(map), "map");
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "bill.json");
        return form;
    }

    private async Task<Difference> FoundAsync(string reference)
    {
        var shop = (await front.Get<Shops>().FindAsync(HttpFront.Shop, Ct))!;
        for (; ; await Task.Delay(LookInterval, Ct))
        {
            if ((await front.Get<ReadDifferences>().OpenAsync(shop.Id, null, 100, Ct)).FirstOrDefault(d => d.Reference == reference) is { } found)
                return found;
        }
    }
}

public sealed class BillsPageOnSqlite(SqliteFront front) : BillsPageSpecs(front), IClassFixture<SqliteFront>;

public sealed class BillsPageOnPostgres(PostgresFront front) : BillsPageSpecs(front), IClassFixture<PostgresFront>;
