using System.Text.Json;
using Diner.Data.Outbound;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Diner.Payments.Epay;

/// <summary>What the gateway's own books say about a payment.</summary>
internal enum EpayConfirmation
{
    /// <summary>Paid, with the same order and amount.</summary>
    Paid,

    /// <summary>Unknown, unpaid, or of another order or amount.</summary>
    Contradicted,

    /// <summary>It could not be asked, or its answer could not be read.</summary>
    NoAnswer,
}

/// <summary>Calls an epay gateway. Its answers are hostile input like any other.</summary>
internal sealed partial class EpayClient(IHttpClientFactory http, ILogger<EpayClient> logger)
{
    /// <summary>The name of the HTTP client, with its limits, in <see cref="PaymentsModule"/>.</summary>
    public const string HttpClientName = "epay";

    private static readonly Problem NoAnswer = new(ProblemCode.ChannelUnavailable, "The payment provider does not answer. Try again in a moment, or choose another way to pay.", "channel");

    private static readonly Problem NotCalled = new(ProblemCode.ChannelUnavailable, "The payment provider's address leads into our own network and is not called. Choose another way to pay.", "channel");

    /// <summary>mapi.php. The same order asked twice is the same order, so a lost answer may be asked for again.</summary>
    public async Task<Result<PayTarget>> OpenAsync(EpaySettings settings, Dictionary<string, string> signed, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.GatewayUrl, "mapi.php")) { Content = new FormUrlEncodedContent(signed) };
        var asked = await AskAsync(request, ct);
        if (!asked.IsOk)
            return asked.Problem;
        using var answer = asked.Value;
        return EpayAnswer.PayTarget(answer.RootElement, settings.GatewayUrl) is { } target ? target : NoAnswer;
    }

    /// <summary>api.php?act=order. The protocol puts the key into the query, which is why this client logs no address.</summary>
    public async Task<EpayConfirmation> ConfirmAsync(EpaySettings settings, VerifiedPayment payment, CancellationToken ct)
    {
        var query = $"act=order&pid={Uri.EscapeDataString(settings.Pid)}&key={Uri.EscapeDataString(settings.Key)}&trade_no={Uri.EscapeDataString(payment.ProviderTransactionId)}";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(settings.GatewayUrl, "api.php?" + query));
        var asked = await AskAsync(request, ct);
        using var answer = asked.Value;
        return answer is null ? EpayConfirmation.NoAnswer : EpayAnswer.Confirmation(answer.RootElement, payment);
    }

    /// <summary>api.php?act=query: what the gateway knows of the account. It needs the key, so a wrong one shows.</summary>
    public async Task<Problem?> TestAsync(EpaySettings settings, CancellationToken ct)
    {
        var query = $"act=query&pid={Uri.EscapeDataString(settings.Pid)}&key={Uri.EscapeDataString(settings.Key)}";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(settings.GatewayUrl, "api.php?" + query));
        var asked = await AskAsync(request, ct);
        if (!asked.IsOk)
            return asked.Problem;
        using var answer = asked.Value;
        return EpayAnswer.Refusal(answer.RootElement) is { } said
            ? new Problem(ProblemCode.ChannelUnavailable, $"The gateway answered, but does not accept this merchant id and key: {said}", "key")
            : null;
    }

    // A problem when the gateway may not or could not be reached in time, or did not answer with a JSON object.
    private async Task<Result<JsonDocument>> AskAsync(HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            using var client = http.CreateClient(HttpClientName);
            using var response = await client.SendAsync(request, ct);
            if (!response.IsSuccessStatusCode)
                return Unanswered(request, $"status {(int)response.StatusCode}");
            var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(ct));
            return answer.RootElement.ValueKind == JsonValueKind.Object ? answer : Unanswered(request, "no JSON object");
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
        failure is HttpRequestException or TimeoutRejectedException or OperationCanceledException or BrokenCircuitException or JsonException or IOException;

    private Problem Unanswered(HttpRequestMessage request, string what)
    {
        LogUnanswered(logger, request.RequestUri?.Authority ?? "", what);
        return NoAnswer;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The epay gateway {Gateway} gave no usable answer: {What}")]
    private static partial void LogUnanswered(ILogger logger, string gateway, string what);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An epay gateway was not called: {Why}")]
    private static partial void LogNotCalled(ILogger logger, string why);
}
