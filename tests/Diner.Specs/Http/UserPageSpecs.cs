using System.Net;
using Diner.Accounts.Permissions;
using Diner.Testing;
using Xunit;

namespace Diner.Specs.Http;

/// <summary>Accounts of every merchant, through the front door.</summary>
public sealed class UserPageSpecs(SqliteFront front) : IClassFixture<SqliteFront>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_security_administrator_locks_an_account_and_reads_so()
    {
        var staff = await Clerk.AddStaffAsync(front.App.Services, "locked@example.com", front.Merchant, [Role.Owner], Ct);
        var guard = await front.SeatAsync(null, Role.SecurityAdministrator);
        using var done = await front.SendAsync(HttpMethod.Post, $"/operator/users/{staff.Value:D}/lock", guard, new FormUrlEncodedContent([]));
        Assert.Equal($"/operator/users/{staff.Value:D}?done=NoteLocked", done.Headers.Location?.OriginalString);
        Assert.Contains("locked@example.com", await TextAsync("/operator/users?state=locked", guard), StringComparison.Ordinal);
        Assert.Contains($"/operator/users/{staff.Value:D}/unlock", await TextAsync($"/operator/users/{staff.Value:D}", guard), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_sees_people_and_no_button()
    {
        var staff = await Clerk.AddStaffAsync(front.App.Services, "seen@example.com", front.Merchant, [Role.Owner], Ct);
        Assert.DoesNotContain($"/operator/users/{staff.Value:D}/lock", await TextAsync($"/operator/users/{staff.Value:D}", await front.SeatAsync(null, Role.Administrator)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_nobody_is_not_there()
    {
        using var answer = await front.SendAsync(HttpMethod.Get, $"/operator/users/{Guid.Empty:D}", await front.SeatAsync(null, Role.SecurityAdministrator));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<string> TextAsync(string path, string seat)
    {
        using var answer = await front.SendAsync(HttpMethod.Get, path, seat);
        return await answer.Content.ReadAsStringAsync(Ct);
    }
}
