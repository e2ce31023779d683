using Diner.Data.Outbound;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Diner.Payments.Channels;

internal static class ProviderClientServices
{
    private const int AnswerBytesMax = 64 * 1024;
    private const int RetriesMax = 1;
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    public static void AddProviderClient(this IServiceCollection services)
    {
        services.AddSingleton<ProviderClient>();
        // The guard follows no redirect, which would carry a key in the query to wherever the answer says. No loggers: they would print it.
        services.AddHttpClient(ProviderClient.HttpClientName, client => client.MaxResponseContentBufferSize = AnswerBytesMax)
            .ConfigurePrimaryHttpMessageHandler(house => house.GetRequiredService<OutboundGuard>().NewHandler())
            .RemoveAllLoggers()
            .AddResilienceHandler("provider", Configure);
    }

    // No circuit breaker: all providers share this client, and one that is down must not close the others.
    private static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline)
    {
        pipeline.TimeProvider = TimeProvider.System;
        pipeline.AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = RetriesMax,
            Delay = RetryDelay,
            UseJitter = true,
            ShouldHandle = attempt => ValueTask.FromResult(!IsOnlyOnce(attempt.Context) && HttpClientResiliencePredicates.IsTransient(attempt.Outcome)),
        });
        pipeline.AddTimeout(AttemptTimeout);
    }

    private static bool IsOnlyOnce(ResilienceContext context) =>
        context.GetRequestMessage()?.Options.TryGetValue(ProviderClient.OnlyOnce, out var isOnlyOnce) == true && isOnlyOnce;
}
