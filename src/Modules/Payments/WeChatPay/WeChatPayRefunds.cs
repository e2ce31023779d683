using System.Text.Json;
using System.Text.Json.Nodes;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.WeChatPay;

/// <summary>Refunds at WeChat Pay. Our number goes as <c>out_refund_no</c>, which makes the refund one however often it is asked for. It is taken on first, and through minutes or days later.</summary>
internal sealed class WeChatPayRefunds(WeChatPayClient client)
{
    private const string Refunds = "v3/refund/domestic/refunds";
    private const int ReasonCharsMax = 80;

    /// <summary>Asks for the refund, or repeats the asking. A final refusal does not hide a refund of that number that was taken on before.</summary>
    public async Task<Result<ProviderRefund>> AskAsync(WeChatPaySettings settings, RefundRequest refund, CancellationToken ct)
    {
        var asked = await client.AskAsync(settings, HttpMethod.Post, Refunds, Content(refund), ct);
        if (!asked.IsOk)
            return asked.Problem;
        if (asked.Value.IsDone)
            return Told(asked.Value.Node, refund);
        if (WeChatPayVerdicts.Of(asked.Value) == WeChatPayVerdict.AskAgain)
            return asked.Value.Undecided;
        var found = await QueryAsync(settings, refund, ct);
        return found is { IsOk: true, Value.Stage: RefundStage.Unknown } ? new ProviderRefund(RefundStage.Refused, Why: asked.Value.Said) : found;
    }

    /// <summary>What became of it.</summary>
    public async Task<Result<ProviderRefund>> QueryAsync(WeChatPaySettings settings, RefundRequest refund, CancellationToken ct)
    {
        var asked = await client.AskAsync(settings, HttpMethod.Get, $"{Refunds}/{Uri.EscapeDataString(refund.RefundNo)}", content: null, ct);
        if (!asked.IsOk)
            return asked.Problem;
        if (asked.Value.IsDone)
            return Told(asked.Value.Node, refund);
        return WeChatPayVerdicts.Of(asked.Value) == WeChatPayVerdict.Unknown ? new ProviderRefund(RefundStage.Unknown) : asked.Value.Undecided;
    }

    /// <summary>Where a refund stands, in the words of an answer (<c>status</c>) or a notification (<c>refund_status</c>); null for a word we do not know.</summary>
    public static ProviderRefund? Stage(string? status, string? refundId) => status switch
    {
        "SUCCESS" => new ProviderRefund(RefundStage.Succeeded, refundId),
        "PROCESSING" => new ProviderRefund(RefundStage.Processing, refundId),
        "CLOSED" => new ProviderRefund(RefundStage.Refused, refundId, "WeChat Pay has closed the refund (CLOSED)."),
        "ABNORMAL" => new ProviderRefund(RefundStage.Refused, refundId, "The money could not be given back the way it came (ABNORMAL): deal with it in the merchant platform, under refunds."),
        _ => null,
    };

    private static Result<ProviderRefund> Told(JsonElement node, RefundRequest refund)
    {
        if (node.At("out_refund_no").Text() != refund.RefundNo || Stage(node.At("status").Text(), node.At("refund_id").Id()) is not { } told)
            return ProviderClient.NoAnswer;
        if (node.At("amount", "refund").Minor(CurrencyCode.Cny.Code) is not { } amount || node.At("transaction_id").Id() is not { } transaction)
            return ProviderClient.NoAnswer;
        return amount == refund.Amount && transaction == refund.TransactionId
            ? told
            : new ProviderRefund(RefundStage.Refused, told.ProviderRefundId, $"WeChat Pay has a refund of this number over {amount} of payment {transaction}.");
    }

    private static JsonObject Content(RefundRequest refund) => new()
    {
        ["transaction_id"] = refund.TransactionId,
        ["out_refund_no"] = refund.RefundNo,
        ["reason"] = Reason(refund.Reason),
        ["notify_url"] = refund.NotifyUrl.AbsoluteUri,
        ["amount"] = new JsonObject { ["refund"] = refund.Amount.AmountMinor, ["total"] = refund.Paid.AmountMinor, ["currency"] = refund.Amount.Currency.Code },
    };

    private static string Reason(string reason)
    {
        var plain = string.Concat(reason.Where(letter => !char.IsControl(letter)));
        return plain.Length <= ReasonCharsMax ? plain : plain[..(char.IsHighSurrogate(plain[ReasonCharsMax - 1]) ? ReasonCharsMax - 1 : ReasonCharsMax)];
    }
}
