using Diner.Accounts.Permissions;
using Diner.BrowserTests.Stage;
using Diner.Data.Audit;
using Diner.Data.LongWork;
using Diner.Settlement.Doctor;
using Microsoft.Playwright;
using Xunit;

namespace Diner.BrowserTests.Quality;

/// <summary>The operator's system pages with something on them: a round of the doctor, changed settings, jobs, a trail with changes folded out.</summary>
public sealed class SystemQualityTests(Stage.House house)
{
    [Fact]
    public async Task The_system_pages_are_for_everybody()
    {
        var check = new PageCheck();
        await using var clerk = await house.ClerkAsync(new Look(), null, Role.Administrator);
        await RunDoctorAsync();
        await clerk.GoAsync("/operator/doctor");
        Assert.Equal(Examine.Count, await clerk.Page.Locator(".lines-list .chip.ok").CountAsync());
        await check.SeeAsync(clerk, "doctor");
        await clerk.GoAsync("/operator/settings");
        await clerk.Page.FillAsync("#PasswordDays", "391");
        await clerk.SendAsync(clerk.Page.Locator("form[action='/operator/settings'] button"), url => url.Contains("note=saved", StringComparison.Ordinal));
        await check.SeeAsync(clerk, "house-settings");
        await clerk.Page.FillAsync("#PasswordDays", "9999");
        await clerk.Page.ClickAsync("form[action='/operator/settings'] button");
        await clerk.Page.Locator(".error").WaitForAsync();
        await check.SeeAsync(clerk, "house-settings-error");
        await clerk.GoAsync($"/operator/work/{await WaitingJobAsync():D}");
        await check.SeeAsync(clerk, "work-waiting");
        await clerk.GoAsync("/operator/jobs");
        await check.SeeAsync(clerk, "jobs");
        check.AssertNothingFound();
    }

    [Fact]
    public async Task The_trail_and_its_export_are_for_everybody()
    {
        var check = new PageCheck();
        await using var clerk = await house.ClerkAsync(new Look(), null, Role.AuditAdministrator);
        await clerk.GoAsync("/operator/audit");
        await clerk.Page.EvaluateAsync("() => document.querySelectorAll('.deed details').forEach(fold => fold.open = true)");
        await check.SeeAsync(clerk, "trail");
        await clerk.Page.ClickAsync("button[value=jsonl]");
        await clerk.Page.Locator("a[download]").WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
        await check.SeeAsync(clerk, "work-done");
        var file = await clerk.Page.RunAndWaitForDownloadAsync(() => clerk.Page.ClickAsync("a[download]"));
        Assert.EndsWith(".jsonl", file.SuggestedFilename, StringComparison.Ordinal);
        await clerk.GoAsync("/operator/work");
        await check.SeeAsync(clerk, "work");
        check.AssertNothingFound();
        clerk.AssertClean();
    }

    private async Task RunDoctorAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        var round = await house.Get<StartWork>().RunAsync(Actor.House("test"), new NewWork(DoctorReport.WorkKind, "", Permission.OperatorSystemView), ct);
        while ((await house.Get<WorkList>().FindAsync(null, round.Value, ct))!.IsOpen)
            await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
    }

    // No node knows this kind, so it stays as it is.
    private async Task<Guid> WaitingJobAsync() => (await house.Get<StartWork>().RunAsync(
        Actor.House("test"), new NewWork("test.waiting", "big.csv", Permission.OperatorSystemView), TestContext.Current.CancellationToken)).Value.Value;
}
