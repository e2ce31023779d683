using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace Diner.Specs.Http;

/// <summary>
/// Every endpoint, with everything that should not be sent to it: never a 500, never a broken connection, and the house in order afterwards.
/// An endpoint that is not in <see cref="Doors"/> fails the test: who adds a route says here how to reach it.
/// </summary>
public abstract class HostileSpecs(HttpFront front)
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(20);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_endpoint_is_attacked()
    {
        var known = Doors.Paths("t", default, default).Keys.ToHashSet();
        Assert.DoesNotContain(Patterns(), pattern => !known.Contains(pattern) && !Doors.IsAsset(pattern));
    }

    [Fact]
    public async Task Nothing_that_is_sent_to_any_endpoint_is_a_failure_of_ours()
    {
        var order = await front.PlaceAsync();
        Assert.Equal((200, "success"), await front.TellAsync(front.Notification(order)));
        var paths = Doors.Paths(order.GetProperty("token").GetString()!, front.Channel.Value, order.GetProperty("order_no").GetString());
        var failures = new ConcurrentBag<string>();
        var attacks = Patterns().SelectMany(pattern => Attacks.On(pattern, paths.GetValueOrDefault(pattern, pattern)));
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
        foreach (var attack in Attacks.On("/api/v1/shops/{slug}/orders", $"/api/v1/shops/{HttpFront.Shop}/orders").Where(a => a is { Method: "POST", Body: not null }))
        {
            using var answer = await front.Http.SendAsync(attack.ToRequest(), Ct);
            var body = await answer.Content.ReadAsStringAsync(Ct);
            Assert.True((int)answer.StatusCode is 400 or 404 or 409 or 413 or 415 or 422, $"{attack.Name}: {answer.StatusCode}");
            Assert.False(string.IsNullOrEmpty(JsonDocument.Parse(body).RootElement.GetProperty("code").GetString()));
        }
    }

    private IEnumerable<string> Patterns() => ((IEndpointRouteBuilder)front.App).DataSources
        .SelectMany(source => source.Endpoints)
        .OfType<RouteEndpoint>()
        .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
        .Distinct();

    private async Task<string?> FailureAsync(Attack attack, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(AnswerTimeout);
        try
        {
            // An event stream has no end: its head is the answer.
            using var answer = await front.Http.SendAsync(attack.ToRequest(), HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if ((int)answer.StatusCode >= 500 && answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                return $"answered {(int)answer.StatusCode}";
            return null;
        }
        catch (HttpRequestException cutOff) when (attack.Body?.Length > Attacks.HugeBodyBytes / 2)
        {
            // The server may hang up on what it will not read.
            return cutOff.InnerException is IOException ? null : cutOff.Message;
        }
        catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException)
        {
            return broken.Message;
        }
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
