using Diner.Kernel;
using Diner.Payments.Channels;

namespace Diner.Payments.Epay;

/// <summary>
/// Refunds through api.php?act=refund, which many gateways do not have. The protocol knows no number of a refund: asked twice, a gateway sends a part
/// back twice. So the asking is sent once and never repeated by itself, and when its answer is lost a person looks into the gateway.
/// </summary>
internal sealed class EpayRefunds(ProviderClient provider, EpayClient client)
{
    private const string NotKnown =
        "The gateway gave no readable answer to the refund, and cannot be asked about it. Many gateways have no refunds. Look into the gateway whether the money went back before it is tried again.";

    /// <summary>
    /// Asks for the refund. 1. The gateway must be there and say that the order is paid: until then nothing was sent, and it may be asked again.
    /// 2. The asking, once. 3. What cannot be read leaves it open whether it was done: refused, for a person.
    /// </summary>
    public async Task<Result<ProviderRefund>> AskAsync(EpaySettings settings, RefundRequest refund, CancellationToken ct)
    {
        // 1. Is it paid
        var paid = await client.QueryAsync(default, settings, refund.OrderNo, ct);
        if (!paid.IsOk)
            return paid.Problem;
        if (paid.Value is not PaymentAnswer.Paid { Payment: var payment } || payment.ProviderTransactionId != refund.TransactionId)
            return new ProviderRefund(RefundStage.Refused, Why: "The gateway's books do not have this payment as paid: it may have been sent back there already.");
        // 2. Once
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.GatewayUrl, "api.php?act=refund")) { Content = new FormUrlEncodedContent(Fields(settings, refund)) };
        request.Options.Set(ProviderClient.OnlyOnce, true);
        var asked = await provider.AskAsync(request, ct);
        // 3. Answer
        if (!asked.IsOk)
            return new ProviderRefund(RefundStage.Refused, Why: NotKnown);
        using var answer = asked.Value;
        return EpayAnswer.RefundRefusal(answer.RootElement) is { } said
            ? new ProviderRefund(RefundStage.Refused, Why: $"The gateway does not send it back: {said}")
            : new ProviderRefund(RefundStage.Succeeded);
    }

    /// <summary>
    /// What became of it, as far as a gateway tells: an order that was sent back in full is no longer paid there. Of a part it says nothing, and of
    /// the whole a second asking does no harm, because no gateway sends more back than came.
    /// </summary>
    public async Task<Result<ProviderRefund>> QueryAsync(EpaySettings settings, RefundRequest refund, CancellationToken ct)
    {
        if (refund.Amount != refund.Paid)
            return new ProviderRefund(RefundStage.Refused, Why: NotKnown);
        var asked = await client.AskOrderAsync(settings, refund.OrderNo, ct);
        if (!asked.IsOk)
            return asked.Problem;
        using var answer = asked.Value;
        return new ProviderRefund(EpayAnswer.IsRefunded(answer.RootElement) ? RefundStage.Succeeded : RefundStage.Unknown);
    }

    private static Dictionary<string, string> Fields(EpaySettings settings, RefundRequest refund) => new()
    {
        ["pid"] = settings.Pid,
        ["key"] = settings.Key,
        ["trade_no"] = refund.TransactionId,
        ["money"] = refund.Amount.ToMajorString(),
    };
}
