using System.Net;
using Diner.Accounts.Permissions;
using Diner.Data.Access;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace Diner.Specs.Http;

/// <summary>Walks every route: who may enter is said, and is true.</summary>
public sealed class AccessSpecs(SqliteFront front) : IClassFixture<SqliteFront>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_endpoint_says_who_may_enter()
    {
        Assert.NotEmpty(Endpoints());
        Assert.DoesNotContain(Endpoints(), e => e.Metadata.GetMetadata<NeedsPermission>() is null && e.Metadata.GetMetadata<OpenDoor>() is null);
        Assert.All(Guarded(), e => Assert.Contains(e.Metadata.GetMetadata<NeedsPermission>()!.Permission, Permission.All));
    }

    [Fact]
    public void Everything_behind_the_counter_needs_a_permission() => Assert.All(
        Endpoints().Where(e => !Doors.IsAsset(Pattern(e)) && (Pattern(e).StartsWith("/console", StringComparison.Ordinal) || Pattern(e).StartsWith("/operator", StringComparison.Ordinal))),
        e => Assert.NotNull(e.Metadata.GetMetadata<NeedsPermission>()));

    [Fact]
    public async Task Who_is_not_signed_in_is_sent_to_sign_in() => await WalkAsync(seat: null, (method, answer) =>
        answer.StatusCode == (method == HttpMethod.Get ? HttpStatusCode.SeeOther : HttpStatusCode.Unauthorized));

    [Fact]
    public async Task Another_merchants_anything_is_not_there() => await WalkAsync(
        await front.SeatAsync(front.OtherMerchant, Role.Owner), (_, answer) => answer.StatusCode == HttpStatusCode.NotFound, pattern => pattern.Contains("{shop}", StringComparison.Ordinal));

    [Fact]
    public async Task The_operators_staff_are_no_merchants_staff() => await WalkAsync(
        await front.SeatAsync(null, Role.Administrator), (_, answer) => answer.StatusCode == HttpStatusCode.NotFound, pattern => pattern.Contains("{shop}", StringComparison.Ordinal));

    [Fact]
    public async Task A_merchants_staff_are_not_the_operators() => await WalkAsync(
        await front.SeatAsync(front.Merchant, Role.Owner), (_, answer) => answer.StatusCode == HttpStatusCode.Forbidden, pattern => pattern.StartsWith("/operator", StringComparison.Ordinal));

    [Fact]
    public async Task Who_lacks_the_permission_is_told_so()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var seat = await front.SeatAsync(RoleMatrix.IsOperator(role) ? null : front.Merchant, role);
            foreach (var endpoint in Guarded().Where(e => IsFor(role, Pattern(e)) && !RoleMatrix.Of(role).Contains(e.Metadata.GetMetadata<NeedsPermission>()!.Permission)))
                await AssertAsync(endpoint, seat, (_, answer) => answer.StatusCode == HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task What_another_site_makes_a_browser_send_is_refused()
    {
        var owner = await front.SeatAsync(front.Merchant, Role.Owner);
        foreach (var endpoint in Endpoints().Where(e => !Pattern(e).StartsWith("/api", StringComparison.Ordinal) && !Pattern(e).StartsWith("/pay", StringComparison.Ordinal) && Methods(e).Contains("POST")))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Target(endpoint)) { Content = new FormUrlEncodedContent([]) };
            request.Headers.TryAddWithoutValidation("Cookie", owner);
            request.Headers.TryAddWithoutValidation("Origin", "https://elsewhere.example");
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "cross-site");
            using var answer = await front.Http.SendAsync(request, Ct);
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{Pattern(endpoint)}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Every_page_says_how_a_browser_should_guard_it()
    {
        var owner = await front.SeatAsync(front.Merchant, Role.Owner);
        foreach (var endpoint in Endpoints().Where(e => Methods(e).Contains("GET") && !Doors.IsBlazor(Pattern(e)) && Target(e) is not null))
        {
            using var answer = await front.SendAsync(HttpMethod.Get, Target(endpoint), owner);
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            var scripts = policy.Split(';', StringSplitOptions.TrimEntries).Single(part => part.StartsWith("script-src", StringComparison.Ordinal));
            Assert.Equal("script-src 'self'", scripts);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        }
    }

    private async Task WalkAsync(string? seat, Func<HttpMethod, HttpResponseMessage, bool> isRight, Func<string, bool>? which = null)
    {
        foreach (var endpoint in Guarded().Where(e => !Doors.IsBlazor(Pattern(e)) && (which is null || which(Pattern(e)))))
            await AssertAsync(endpoint, seat, isRight);
    }

    private async Task AssertAsync(RouteEndpoint endpoint, string? seat, Func<HttpMethod, HttpResponseMessage, bool> isRight)
    {
        foreach (var method in Methods(endpoint).Select(name => new HttpMethod(name)))
        {
            using var answer = await front.SendAsync(method, Target(endpoint), seat, method == HttpMethod.Get ? null : new FormUrlEncodedContent([]));
            Assert.True(isRight(method, answer), $"{method} {Pattern(endpoint)}: {answer.StatusCode}");
        }
    }

    private static bool IsFor(Role role, string pattern) => pattern.StartsWith(RoleMatrix.IsOperator(role) ? "/operator" : "/console", StringComparison.Ordinal);

    private IReadOnlyList<RouteEndpoint> Endpoints() => [.. ((IEndpointRouteBuilder)front.App).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];

    private IEnumerable<RouteEndpoint> Guarded() => Endpoints().Where(e => e.Metadata.GetMetadata<NeedsPermission>() is not null);

    private static string Pattern(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');

    private static string Target(RouteEndpoint endpoint) => Doors.Counter().GetValueOrDefault(Pattern(endpoint))
        ?? Doors.Paths("t", default, "n", "s").GetValueOrDefault(Pattern(endpoint))
        ?? Pattern(endpoint);

    private static IReadOnlyList<string> Methods(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];
}
