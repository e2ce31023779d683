using System.Text.Json;
using Diner.Data.Outbound;
using Diner.Kernel;
using Diner.Payments.Notifications;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Diner.Payments.Channels;

/// <summary>
/// Asks a payment provider something that it answers with a JSON object. The answer is hostile input like any other. Logs no address beyond
/// its authority: some protocols put the key into the query.
/// </summary>
internal sealed partial class ProviderClient(IHttpClientFactory http, ILogger<ProviderClient> logger)
{
    /// <summary>The name of the HTTP client; its limits stand in <see cref="ProviderClientServices"/>.</summary>
    public const string HttpClientName = "payment provider";

    /// <summary>Set on a request that must never be sent twice, because its provider would do it twice.</summary>
    public static readonly HttpRequestOptionsKey<bool> OnlyOnce = new("only once");

    /// <summary>What a buyer is told.</summary>
    public static readonly Problem NoAnswer = new(ProblemCode.ChannelUnavailable, "The payment provider does not answer. Try again in a moment, or choose another way to pay.", "channel");

    private static readonly Problem NotCalled = new(ProblemCode.ChannelUnavailable, "The payment provider's address leads into our own network and is not called. Choose another way to pay.", "channel");

    /// <summary>
    /// The answer as JSON; dispose it. <see cref="ProblemCode.ChannelUnavailable"/> when the provider may not or could not be reached in time, or
    /// did not answer well and with a JSON object.
    /// </summary>
    public async Task<Result<JsonDocument>> AskAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var sent = await SendAsync(request, ct);
        if (!sent.IsOk)
            return sent.Problem;
        if (sent.Value.Status is < 200 or > 299)
            return Unanswered(request, $"status {sent.Value.Status}");
        return JsonFields.TryParse(sent.Value.Body) is { } answer ? answer : Unanswered(request, "no JSON object");
    }

    /// <summary>The answer as it came, of any status; <see cref="ProblemCode.ChannelUnavailable"/> when there was none.</summary>
    public async Task<Result<ProviderAnswer>> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            using var client = http.CreateClient(HttpClientName);
            using var response = await client.SendAsync(request, ct);
            var headers = response.Headers.ToDictionary(header => header.Key, header => header.Value.First(), StringComparer.OrdinalIgnoreCase);
            return new ProviderAnswer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(ct), headers);
        }
        catch (HttpRequestException refused) when (refused.InnerException is InternalAddressException inside)
        {
            LogNotCalled(logger, inside.Message);
            return NotCalled;
        }
        catch (Exception failure) when (IsOutside(failure) && !ct.IsCancellationRequested)
        {
            return Unanswered(request, failure.GetType().Name);
        }
    }

    private static bool IsOutside(Exception failure) =>
        failure is HttpRequestException or TimeoutRejectedException or OperationCanceledException or BrokenCircuitException or IOException;

    private Problem Unanswered(HttpRequestMessage request, string what)
    {
        LogUnanswered(logger, request.RequestUri?.Authority ?? "", what);
        return NoAnswer;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The payment provider at {Authority} gave no usable answer: {What}")]
    private static partial void LogUnanswered(ILogger logger, string authority, string what);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A payment provider was not called: {Why}")]
    private static partial void LogNotCalled(ILogger logger, string why);
}

/// <summary>What a provider answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The raw body, at most 64 KiB.</param>
/// <param name="Headers">By name, in any case; of several the first.</param>
internal sealed record ProviderAnswer(int Status, byte[] Body, IReadOnlyDictionary<string, string> Headers);
