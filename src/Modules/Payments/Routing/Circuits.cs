using System.Collections.Concurrent;
using Diner.Kernel;
using Polly;
using Polly.CircuitBreaker;

namespace Diner.Payments.Routing;

/// <summary>
/// A circuit breaker for each channel (Polly): half of at least five tries within a minute failed, or took longer than three seconds, and it
/// opens for half a minute; then one payment tries whether it answers. Each node judges by what it saw itself.
/// </summary>
internal sealed class Circuits(TimeProvider clock)
{
    private const double FailureRatio = 0.5;
    private const int TriesMin = 5;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TooSlow = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<ChannelId, Circuit> _circuits = new();

    /// <summary>How the channel does at the moment.</summary>
    public Condition Of(ChannelId channel)
    {
        if (!_circuits.TryGetValue(channel, out var circuit) || circuit.State.CircuitState == CircuitState.Closed)
            return Condition.Healthy;
        return circuit.State.CircuitState == CircuitState.Open && clock.GetUtcNow() >= circuit.OpenUntil ? Condition.DueForTrial : Condition.Unhealthy;
    }

    /// <summary>Asks through the circuit; null when it is open and was not asked at all.</summary>
    public async Task<Result<T>?> AskAsync<T>(ChannelId channel, Func<CancellationToken, Task<Result<T>>> ask, CancellationToken ct)
    {
        try
        {
            var circuit = _circuits.GetOrAdd(channel, _ => New());
            var answer = default(Result<T>);
            await circuit.Pipeline.ExecuteAsync(
                async token =>
                {
                    var begun = clock.GetTimestamp();
                    answer = await ask(token);
                    return answer.IsOk && clock.GetElapsedTime(begun) < TooSlow;
                },
                ct);
            return answer;
        }
        catch (BrokenCircuitException)
        {
            return null;
        }
    }

    private Circuit New()
    {
        var circuit = new Circuit();
        circuit.Pipeline = new ResiliencePipelineBuilder<bool> { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<bool>
            {
                FailureRatio = FailureRatio,
                MinimumThroughput = TriesMin,
                SamplingDuration = Window,
                BreakDuration = Break,
                ShouldHandle = new PredicateBuilder<bool>().HandleResult(isGood => !isGood),
                StateProvider = circuit.State,
                OnOpened = opened =>
                {
                    circuit.OpenUntil = clock.GetUtcNow() + opened.BreakDuration;
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
        return circuit;
    }

    private sealed class Circuit
    {
        public CircuitBreakerStateProvider State { get; } = new();

        public ResiliencePipeline<bool> Pipeline { get; set; } = ResiliencePipeline<bool>.Empty;

        public DateTimeOffset OpenUntil { get; set; }
    }
}
