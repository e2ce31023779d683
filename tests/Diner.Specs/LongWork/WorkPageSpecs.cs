using System.Net;
using Diner.Accounts.Permissions;
using Diner.Accounts.Seats;
using Diner.Data.Audit;
using Diner.Data.LongWork;
using Diner.Kernel;
using Diner.Specs.Http;
using Xunit;

namespace Diner.Specs.LongWork;

/// <summary>The pages of jobs and of the audit trail through the front door: who sees what.</summary>
public sealed class WorkPageSpecs(SqliteFront front) : IClassFixture<SqliteFront>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_merchant_takes_its_own_rows_of_the_trail_as_a_file_and_nobody_elses()
    {
        await front.Get<AuditTrail>().AddAsync(Actor.House("test"), new AuditEntry("thing.changed", "ours") { Merchant = front.Merchant }, Ct);
        await front.Get<AuditTrail>().AddAsync(Actor.House("test"), new AuditEntry("thing.changed", "theirs") { Merchant = front.OtherMerchant }, Ct);
        var owner = await front.SeatAsync(front.Merchant, Role.Owner);
        var page = await TextAsync($"/console/{HttpFront.Shop}/audit?merchant={front.OtherMerchant.Value}", owner);
        Assert.Contains("ours", page, StringComparison.Ordinal);
        Assert.DoesNotContain("theirs", page, StringComparison.Ordinal);
        var work = await PostAsync($"/console/{HttpFront.Shop}/audit/export", owner, ("format", "jsonl"));
        var file = await DoneAsync(work, owner);
        Assert.Contains("ours", file, StringComparison.Ordinal);
        Assert.DoesNotContain("theirs", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_colleague_without_the_permission_does_not_see_the_job_nor_its_file()
    {
        var owner = await front.SeatAsync(front.Merchant, Role.Owner);
        var support = await front.SeatAsync(front.Merchant, Role.Support);
        var work = await PostAsync($"/console/{HttpFront.Shop}/audit/export", owner, ("format", "csv"));
        foreach (var place in (string[])["", "/events", "/result"])
        {
            using var answer = await front.SendAsync(HttpMethod.Get, work + place, support);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.DoesNotContain(work[(work.LastIndexOf('/') + 1)..], await TextAsync($"/console/{HttpFront.Shop}/work", support), StringComparison.Ordinal);
        Assert.Contains(work[(work.LastIndexOf('/') + 1)..], await TextAsync($"/console/{HttpFront.Shop}/work", owner), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_shop_of_the_house_does_not_have_the_job()
    {
        var owner = await front.SeatAsync(front.Merchant, Role.Owner);
        var they = await front.SeatAsync(front.OtherMerchant, Role.Owner);
        var work = await PostAsync($"/console/{HttpFront.Shop}/audit/export", owner, ("format", "csv"));
        using var answer = await front.SendAsync(HttpMethod.Post, work.Replace(HttpFront.Shop, HttpFront.OtherShop, StringComparison.Ordinal) + "/stop", they);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task An_open_page_is_told_when_the_job_is_over()
    {
        var owner = await front.SeatAsync(front.Merchant, Role.Owner);
        var work = await PostAsync($"/console/{HttpFront.Shop}/audit/export", owner, ("format", "csv"));
        Assert.EndsWith("event: end\ndata: \n\n", await TextAsync($"{work}/events", owner), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_keys_asks_for_the_second_factor_again()
    {
        var staff = await Testing.Clerk.AddStaffAsync(front.App.Services, "secret@example.com", front.Merchant, [Role.Owner], Ct);
        var seat = $"seat={await Testing.Clerk.OpenAsync(front.App.Services, staff, DateTimeOffset.UnixEpoch, Ct)}";
        var shop = (await front.Get<Diner.Catalog.Shops.Shops>().FindAsync(HttpFront.Shop, Ct))!;
        var started = await front.Get<StartWork>().RunAsync(Actor.House("test"), new NewWork("audit.export", "x", Permission.AuditView) { Shop = shop.Id, IsSecret = true, Arguments = new AuditExportRequest(AuditFormat.Csv, new AuditFilter()) }, Ct);
        using var answer = await front.SendAsync(HttpMethod.Get, $"/console/{HttpFront.Shop}/work/{started.Value.Value}/result", seat);
        Assert.StartsWith("/account/second-factor", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    private async Task<string> TextAsync(string path, string seat)
    {
        using var answer = await front.SendAsync(HttpMethod.Get, path, seat);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    private async Task<string> PostAsync(string path, string seat, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.ToDictionary(field => field.Name, field => field.Value));
        using var answer = await front.SendAsync(HttpMethod.Post, path, seat, form);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    // The server runs the job by itself.
    private async Task<string> DoneAsync(string work, string seat)
    {
        var id = WorkId.From(Guid.Parse(work[(work.LastIndexOf('/') + 1)..]));
        while ((await front.Get<WorkList>().FindAsync(null, id, Ct))!.IsOpen)
            await Task.Delay(TimeSpan.FromMilliseconds(50), Ct);
        return await TextAsync($"{work}/result", seat);
    }
}
