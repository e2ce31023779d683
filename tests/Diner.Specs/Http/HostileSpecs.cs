using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Diner.Accounts.Permissions;
using Diner.Accounts.Setup;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace Diner.Specs.Http;

/// <summary>
/// Every endpoint, with everything that should not be sent to it: never a 500, never a broken connection, and the house in order afterwards.
/// An endpoint that is not in <see cref="Doors"/> fails the test: who adds a route says here how to reach it.
/// </summary>
public abstract class HostileSpecs(HttpFront front)
{
    private const int AttemptsMax = 3;
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(20);

    private string[] _seats = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_endpoint_is_attacked()
    {
        var known = Doors.Paths("t", default, "n", "s").Keys.Concat(Doors.Counter().Keys).ToHashSet();
        Assert.DoesNotContain(Patterns().Keys, pattern => !known.Contains(pattern) && !Doors.IsAsset(pattern) && !Doors.IsBlazor(pattern));
    }

    [Fact]
    public async Task Nothing_that_is_sent_to_any_endpoint_is_a_failure_of_ours()
    {
        var order = await front.PlaceAsync();
        Assert.Equal((200, "success"), await front.TellAsync(front.Notification(order)));
        var paths = Doors.Paths(order.GetProperty("token").GetString()!, front.Channel.Value, order.GetProperty("order_no").GetString(), await front.Get<SetupLinks>().IssueAsync(Ct)).ToDictionary();
        foreach (var (pattern, path) in Doors.Counter())
            paths.Add(pattern, path);
        _seats = [await front.SeatAsync(front.Merchant, Role.Owner), await front.SeatAsync(null, Role.Administrator), await front.SeatAsync(front.Merchant, Role.Owner), await front.SeatAsync(null, Role.AuditAdministrator)];
        var failures = new ConcurrentBag<string>();
        var attacks = Patterns().SelectMany(door => Attacks.On(door.Key, paths.GetValueOrDefault(door.Key, door.Key), takesBodies: door.Value));
        await Parallel.ForEachAsync(attacks, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Ct }, async (attack, ct) =>
        {
            if (await FailureAsync(attack, ct) is { } failure)
                failures.Add($"{attack.Method} {attack.Target[..Math.Min(120, attack.Target.Length)]} ({attack.Name}): {failure}");
        });

        Assert.True(failures.IsEmpty, string.Join('\n', failures.Order(StringComparer.Ordinal).Take(40)));
        await AssertOpenForBusinessAsync();
    }

    [Fact]
    public async Task A_refusal_of_the_api_is_a_problem_with_a_code_whatever_the_body_was()
    {
        // An address that is no address is refused by the server before the API sees it, so only bodies here.
        var path = $"/api/v1/shops/{HttpFront.Shop}/orders";
        foreach (var attack in Attacks.On(path, path, takesBodies: true).Where(a => a is { Method: "POST", Body: not null }))
        {
            using var answer = await front.Http.SendAsync(attack.ToRequest(), Ct);
            var body = await answer.Content.ReadAsStringAsync(Ct);
            Assert.True((int)answer.StatusCode is 400 or 404 or 409 or 413 or 415 or 422, $"{attack.Name}: {answer.StatusCode}");
            Assert.True(body.StartsWith('{'), $"{attack.Name}: {answer.StatusCode} '{body}'");
            Assert.False(string.IsNullOrEmpty(JsonDocument.Parse(body).RootElement.GetProperty("code").GetString()));
        }
    }

    // Each route once, and whether any of its endpoints takes a body.
    private Dictionary<string, bool> Patterns() => ((IEndpointRouteBuilder)front.App).DataSources
        .SelectMany(source => source.Endpoints)
        .OfType<RouteEndpoint>()
        .GroupBy(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
        .ToDictionary(door => door.Key, door => door.Any(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") ?? true));

    // A server hangs up after a body it would not read: whoever sends on that connection next tries again on another one.
    private async Task<string?> FailureAsync(Attack attack, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(attack, ct);
            }
            catch (HttpRequestException cutOff) when (cutOff.InnerException is IOException)
            {
                if (attack.Body?.Length > Attacks.LongBodyBytes)
                    return null;
                if (attempt == AttemptsMax)
                    return cutOff.InnerException.Message;
            }
            catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException)
            {
                return broken.Message;
            }
        }
    }

    private async Task<string?> TryAsync(Attack attack, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(AnswerTimeout);
        // An event stream has no end: its head is the answer.
        using var request = attack.ToRequest();
        SitDown(request, attack.Target);
        using var answer = await front.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        return (int)answer.StatusCode >= 500 && answer.StatusCode != HttpStatusCode.ServiceUnavailable ? $"answered {(int)answer.StatusCode}" : null;
    }

    // Behind the counter the attacker is one of the staff: who is not signed in gets no further than the door. Signing out is left to visitors.
    private void SitDown(HttpRequestMessage request, string target)
    {
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        if (target.StartsWith("/console", StringComparison.Ordinal))
            request.Headers.TryAddWithoutValidation("Cookie", _seats[0]);
        else if (target.StartsWith("/account", StringComparison.Ordinal) && !target.StartsWith("/account/sign-out", StringComparison.Ordinal))
            request.Headers.TryAddWithoutValidation("Cookie", _seats[2]);
        else if (target.StartsWith("/operator/audit", StringComparison.Ordinal))
            request.Headers.TryAddWithoutValidation("Cookie", _seats[3]);
        else if (target.StartsWith("/operator", StringComparison.Ordinal))
            request.Headers.TryAddWithoutValidation("Cookie", _seats[1]);
    }

    private async Task AssertOpenForBusinessAsync()
    {
        await front.AssertHealthyAsync();
        var order = await front.PlaceAsync();
        Assert.Equal((200, "success"), await front.TellAsync(front.Notification(order)));
        Assert.Equal("delivered", await front.StatusAsync(order));
    }
}

public sealed class HostileOnSqlite(SqliteFront front) : HostileSpecs(front), IClassFixture<SqliteFront>;

public sealed class HostileOnPostgres(PostgresFront front) : HostileSpecs(front), IClassFixture<PostgresFront>;
