using System.Net;
using Diner.Accounts.Permissions;
using Diner.Accounts.Seats;
using Diner.Data.Access;
using Diner.Testing;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace Diner.Specs.Http;

/// <summary>Walks every route as somebody whose password was right and whose second factor is missing.</summary>
public sealed class SeatGapSpecs(SqliteFront front) : IClassFixture<SqliteFront>
{
    private const string Enrol = "/account/second-factor/enrol";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_must_enrol_reaches_their_account_only()
    {
        var seat = await HalfSeatAsync();
        foreach (var path in Guarded().Where(path => !path.StartsWith("/account", StringComparison.Ordinal)))
        {
            using var answer = await front.SendAsync(HttpMethod.Get, path, seat);
            Assert.True(answer.StatusCode == HttpStatusCode.SeeOther && answer.Headers.Location!.OriginalString.StartsWith(Enrol, StringComparison.Ordinal), $"{path}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Who_must_enrol_is_shown_how()
    {
        var seat = await HalfSeatAsync();
        using var answer = await front.SendAsync(HttpMethod.Get, Enrol, seat);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("<svg", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_first_asked_for_is_where_the_way_leads()
    {
        using var answer = await front.SendAsync(HttpMethod.Get, $"/console/{HttpFront.Shop}?from=1", await HalfSeatAsync());
        Assert.Equal($"{Enrol}?return={Uri.EscapeDataString($"/console/{HttpFront.Shop}?from=1")}", answer.Headers.Location?.OriginalString);
    }

    // Addresses as Doors has them, for GET only.
    private IEnumerable<string> Guarded() => ((IEndpointRouteBuilder)front.App).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<NeedsPermission>() is not null && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
        .Select(e => Doors.Counter().GetValueOrDefault("/" + e.RoutePattern.RawText!.Trim('/'), ""))
        .Where(path => path.Length > 0);

    private async Task<string> HalfSeatAsync()
    {
        var staff = await Clerk.AddStaffAsync(front.App.Services, $"half{TestContext.Current.Test!.UniqueID}@example.com", front.Merchant, [Role.Owner], Ct);
        return $"seat={await Clerk.OpenAsync(front.App.Services, staff, secondFactorAt: null, Ct)}";
    }
}
