using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.Alipay;

/// <summary>
/// Refunds at Alipay. Our number goes as <c>out_request_no</c>, which makes the refund one however often it is asked for. Code 10000 says only that
/// the call was carried out: <c>fund_change</c> says whether money moved by it, and without that the refund is asked about.
/// </summary>
internal sealed class AlipayRefunds(AlipayClient client)
{
    private const string Refund = "alipay.trade.refund";
    private const string Query = "alipay.trade.fastpay.refund.query";
    private const int ReasonCharsMax = 256;

    /// <summary>Asks for the refund, or repeats the asking.</summary>
    public async Task<Result<ProviderRefund>> AskAsync(AlipaySettings settings, RefundRequest refund, CancellationToken ct)
    {
        var content = Named(refund);
        content["refund_amount"] = refund.Amount.ToMajorString();
        content["refund_reason"] = Reason(refund.Reason);
        var asked = await client.AskAsync(settings, Refund, content, payment: null, ct);
        if (!asked.IsOk)
            return asked.Problem;
        var answer = asked.Value;
        if (!answer.IsDone)
            return await RefusedAsync(settings, refund, answer, ct);
        if (answer.Node.At("trade_no").Text() != refund.TransactionId)
            return ProviderClient.NoAnswer;
        if (answer.Node.At("fund_change").Text() == "Y")
            return new ProviderRefund(RefundStage.Succeeded);
        var found = await QueryAsync(settings, refund, ct);
        // What Alipay has just taken on may not be found yet.
        return found is { IsOk: true, Value.Stage: RefundStage.Unknown } ? new ProviderRefund(RefundStage.Processing) : found;
    }

    /// <summary>What became of it. Without <c>refund_status</c> Alipay has not received it, or it failed: both may be asked for again.</summary>
    public async Task<Result<ProviderRefund>> QueryAsync(AlipaySettings settings, RefundRequest refund, CancellationToken ct)
    {
        var asked = await client.AskAsync(settings, Query, Named(refund), payment: null, ct);
        if (!asked.IsOk)
            return asked.Problem;
        var answer = asked.Value;
        if (!answer.IsDone)
            return AlipayVerdicts.Of(answer) == AlipayVerdict.NoTrade ? new ProviderRefund(RefundStage.Refused, Why: answer.Said) : answer.Undecided;
        if (answer.Node.At("refund_status").Text() != "REFUND_SUCCESS")
            return new ProviderRefund(RefundStage.Unknown);
        if (answer.Node.At("out_request_no").Text() is { } number && number != refund.RefundNo)
            return ProviderClient.NoAnswer;
        return answer.Node.At("refund_amount").Major(CurrencyCode.Cny.Code) is { } amount && amount != refund.Amount
            ? new ProviderRefund(RefundStage.Refused, Why: $"Alipay has a refund of this number over {amount}.")
            : new ProviderRefund(RefundStage.Succeeded);
    }

    // A trade that was refunded in full is closed, and a refund that is repeated then may be refused for that: what was done stays done.
    private async Task<Result<ProviderRefund>> RefusedAsync(AlipaySettings settings, RefundRequest refund, AlipayAnswer answer, CancellationToken ct)
    {
        if (AlipayVerdicts.Of(answer) == AlipayVerdict.AskAgain)
            return answer.Undecided;
        var found = await QueryAsync(settings, refund, ct);
        return found is { IsOk: true, Value.Stage: RefundStage.Unknown } ? new ProviderRefund(RefundStage.Refused, Why: answer.Said) : found;
    }

    private static Dictionary<string, string> Named(RefundRequest refund) => new() { ["trade_no"] = refund.TransactionId, ["out_request_no"] = refund.RefundNo };

    private static string Reason(string reason)
    {
        var plain = string.Concat(reason.Where(letter => !char.IsControl(letter)));
        return plain.Length <= ReasonCharsMax ? plain : plain[..(char.IsHighSurrogate(plain[ReasonCharsMax - 1]) ? ReasonCharsMax - 1 : ReasonCharsMax)];
    }
}
