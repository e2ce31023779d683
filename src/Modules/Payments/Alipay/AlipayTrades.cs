using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.Alipay;

/// <summary>Trades at Alipay: opened by code, asked about, closed.</summary>
internal sealed class AlipayTrades(AlipayClient client)
{
    private const string Precreate = "alipay.trade.precreate";
    private const string Query = "alipay.trade.query";
    private const string Close = "alipay.trade.close";
    private const string TestOrderNo = "diner-connection-test";

    private static readonly Problem PaidMeanwhile = new(ProblemCode.WrongState, "The payment was made before it could be closed.", "order");

    /// <summary>A QR code for the buyer to scan. The same order asked twice is the same trade.</summary>
    public async Task<Result<PayTarget>> OpenAsync(AlipaySettings settings, PaymentRequest request, CancellationToken ct)
    {
        var asked = await client.AskAsync(settings, Precreate, AlipayRequest.Content(request, "FACE_TO_FACE_PAYMENT"), request, ct);
        if (!asked.IsOk)
            return asked.Problem;
        return asked.Value.Node.At("qr_code").Text() is { Length: > 0 } qr ? new PayTarget(qr, qr) : ProviderClient.NoAnswer;
    }

    /// <summary>What has become of a trade. One that does not exist is open: it comes into being when the buyer signs in on Alipay's page.</summary>
    public async Task<Result<PaymentAnswer>> QueryAsync(ChannelId channel, AlipaySettings settings, string orderNo, CancellationToken ct)
    {
        var asked = await client.AskAsync(settings, Query, Named(orderNo), payment: null, ct);
        if (!asked.IsOk)
            return asked.Problem;
        var answer = asked.Value;
        if (!answer.IsDone)
            return AlipayVerdicts.Of(answer) == AlipayVerdict.NoTrade ? new PaymentAnswer.Open() : answer.Undecided;
        if (answer.Node.At("out_trade_no").Text() != orderNo)
            return ProviderClient.NoAnswer;
        return answer.Node.At("trade_status").Text() switch
        {
            "TRADE_SUCCESS" or "TRADE_FINISHED" => Paid(channel, answer, orderNo),
            "WAIT_BUYER_PAY" => new PaymentAnswer.Open(),
            "TRADE_CLOSED" => new PaymentAnswer.Closed(),
            _ => ProviderClient.NoAnswer,
        };
    }

    /// <summary>
    /// Null when nobody can pay it any more. A trade that does not exist cannot be closed at Alipay; the page that would make it ends with
    /// <c>time_expire</c>. Where the state does not allow it, the trade is asked about.
    /// </summary>
    public async Task<Problem?> CloseAsync(ChannelId channel, AlipaySettings settings, string orderNo, CancellationToken ct)
    {
        var asked = await client.AskAsync(settings, Close, Named(orderNo), payment: null, ct);
        if (!asked.IsOk)
            return asked.Problem;
        var answer = asked.Value;
        if (answer.IsDone)
            return null;
        return AlipayVerdicts.Of(answer) switch
        {
            AlipayVerdict.NoTrade => null,
            AlipayVerdict.WrongState => await WhyOpenAsync(channel, settings, orderNo, ct),
            _ => answer.Undecided,
        };
    }

    /// <summary>Asks for a trade that there is not: Alipay says so only to an application it knows, whose signature it can check.</summary>
    public async Task<Problem?> TestAsync(AlipaySettings settings, CancellationToken ct)
    {
        var asked = await client.AskAsync(settings, Query, Named(TestOrderNo), payment: null, ct);
        if (!asked.IsOk)
            return asked.Problem;
        var answer = asked.Value;
        return answer.IsDone || AlipayVerdicts.Of(answer) == AlipayVerdict.NoTrade
            ? null
            : new Problem(ProblemCode.ChannelUnavailable, $"Alipay answered, but does not accept this application and key: {answer.Said}", "private_key");
    }

    private async Task<Problem?> WhyOpenAsync(ChannelId channel, AlipaySettings settings, string orderNo, CancellationToken ct)
    {
        var asked = await QueryAsync(channel, settings, orderNo, ct);
        if (!asked.IsOk)
            return asked.Problem;
        return asked.Value switch
        {
            PaymentAnswer.Closed => null,
            PaymentAnswer.Paid => PaidMeanwhile,
            _ => ProviderClient.NoAnswer,
        };
    }

    // The same number, amount and transaction id as the notification carries.
    private static Result<PaymentAnswer> Paid(ChannelId channel, AlipayAnswer answer, string orderNo)
    {
        if (answer.Node.At("trade_no").Id() is not { } transaction)
            return ProviderClient.NoAnswer;
        var payment = new VerifiedPayment(channel, transaction, orderNo, answer.Node.At("total_amount").Major(CurrencyCode.Cny.Code), answer.Node.GetRawText());
        return new PaymentAnswer.Paid(payment);
    }

    private static Dictionary<string, string> Named(string orderNo) => new() { ["out_trade_no"] = orderNo };
}
