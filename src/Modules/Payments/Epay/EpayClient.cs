using System.Text.Json;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

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
internal sealed class EpayClient(ProviderClient provider)
{
    /// <summary>mapi.php. The same order asked twice is the same order, so a lost answer may be asked for again.</summary>
    public async Task<Result<PayTarget>> OpenAsync(EpaySettings settings, Dictionary<string, string> signed, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.GatewayUrl, "mapi.php")) { Content = new FormUrlEncodedContent(signed) };
        var asked = await provider.AskAsync(request, ct);
        if (!asked.IsOk)
            return asked.Problem;
        using var answer = asked.Value;
        return EpayAnswer.PayTarget(answer.RootElement, settings.GatewayUrl) is { } target ? target : ProviderClient.NoAnswer;
    }

    /// <summary>api.php?act=order. The protocol puts the key into the query, which is why this client logs no address.</summary>
    public async Task<EpayConfirmation> ConfirmAsync(EpaySettings settings, VerifiedPayment payment, CancellationToken ct)
    {
        var query = $"act=order&pid={Uri.EscapeDataString(settings.Pid)}&key={Uri.EscapeDataString(settings.Key)}&trade_no={Uri.EscapeDataString(payment.ProviderTransactionId)}";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(settings.GatewayUrl, "api.php?" + query));
        var asked = await provider.AskAsync(request, ct);
        using var answer = asked.Value;
        return answer is null ? EpayConfirmation.NoAnswer : EpayAnswer.Confirmation(answer.RootElement, payment);
    }

    /// <summary>
    /// api.php?act=order by our number: what has become of a payment. The buyer may not have come to the gateway yet, so one it does not know
    /// (code -1) is open.
    /// </summary>
    public async Task<Result<PaymentAnswer>> QueryAsync(ChannelId channel, EpaySettings settings, string orderNo, CancellationToken ct)
    {
        var asked = await AskOrderAsync(settings, orderNo, ct);
        if (!asked.IsOk)
            return asked.Problem;
        using var answer = asked.Value;
        return EpayAnswer.Payment(answer.RootElement, channel, orderNo);
    }

    /// <summary>The row of an order in the gateway's books; dispose it.</summary>
    public async Task<Result<JsonDocument>> AskOrderAsync(EpaySettings settings, string orderNo, CancellationToken ct)
    {
        var query = $"act=order&pid={Uri.EscapeDataString(settings.Pid)}&key={Uri.EscapeDataString(settings.Key)}&out_trade_no={Uri.EscapeDataString(orderNo)}";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(settings.GatewayUrl, "api.php?" + query));
        return await provider.AskAsync(request, ct);
    }

    /// <summary>api.php?act=query: what the gateway knows of the account. It needs the key, so a wrong one shows.</summary>
    public async Task<Problem?> TestAsync(EpaySettings settings, CancellationToken ct)
    {
        var query = $"act=query&pid={Uri.EscapeDataString(settings.Pid)}&key={Uri.EscapeDataString(settings.Key)}";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(settings.GatewayUrl, "api.php?" + query));
        var asked = await provider.AskAsync(request, ct);
        if (!asked.IsOk)
            return asked.Problem;
        using var answer = asked.Value;
        return EpayAnswer.Refusal(answer.RootElement) is { } said
            ? new Problem(ProblemCode.ChannelUnavailable, $"The gateway answered, but does not accept this merchant id and key: {said}", "key")
            : null;
    }
}
