using System.Text;
using System.Text.Json;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.Alipay;

/// <summary>Calls Alipay's gateway and checks that the answer is Alipay's own.</summary>
internal sealed class AlipayClient(ProviderClient provider, TimeProvider clock)
{
    private const string Precreate = "alipay.trade.precreate";
    private const string Query = "alipay.trade.query";
    private const string Done = "10000";
    private const string NoSuchTrade = "ACQ.TRADE_NOT_EXIST";
    private const string TestOrderNo = "diner-connection-test";

    /// <summary>A QR code for the buyer to scan. The same order asked twice is the same trade.</summary>
    public async Task<Result<PayTarget>> OpenAsync(AlipaySettings settings, PaymentRequest request, CancellationToken ct)
    {
        var asked = await CallAsync(settings, Precreate, AlipayRequest.Content(request, "FACE_TO_FACE_PAYMENT"), request, ct);
        if (!asked.IsOk)
            return asked.Problem;
        return asked.Value.At("qr_code").Text() is { Length: > 0 } qr ? new PayTarget(qr, qr) : ProviderClient.NoAnswer;
    }

    /// <summary>Asks for a trade that there is not: Alipay says so only to an application it knows, whose signature it can check.</summary>
    public async Task<Problem?> TestAsync(AlipaySettings settings, CancellationToken ct)
    {
        var asked = await CallAsync(settings, Query, new Dictionary<string, string> { ["out_trade_no"] = TestOrderNo }, payment: null, ct);
        if (!asked.IsOk)
            return asked.Problem;
        var said = asked.Value;
        return said.At("code").Text() == Done || said.At("sub_code").Text() == NoSuchTrade
            ? null
            : new Problem(ProblemCode.ChannelUnavailable, $"Alipay answered, but does not accept this application and key: {said.At("sub_msg").Text() ?? said.At("msg").Text()} ({said.At("sub_code").Text()})", "private_key");
    }

    // The node of the answer that belongs to the method. It is signed byte by byte; an answer that refuses our signature may be unsigned.
    private async Task<Result<JsonElement>> CallAsync(AlipaySettings settings, string method, Dictionary<string, string> content, PaymentRequest? payment, CancellationToken ct)
    {
        var signed = AlipayRequest.Signed(settings, method, content, clock.GetUtcNow(), payment);
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.GatewayUrl) { Content = new FormUrlEncodedContent(signed) };
        var asked = await provider.AskAsync(request, ct);
        if (!asked.IsOk)
            return asked.Problem;
        using var answer = asked.Value;
        var node = answer.RootElement.At(method.Replace('.', '_') + "_response");
        if (node.ValueKind != JsonValueKind.Object)
            node = answer.RootElement.At("error_response");
        if (node.ValueKind != JsonValueKind.Object)
            return ProviderClient.NoAnswer;
        var isRefused = node.At("code").Text() != Done && answer.RootElement.At("sign").Text() is null;
        if (!isRefused && !settings.Merchant.AlipayKey.Verifies(Encoding.UTF8.GetBytes(node.GetRawText()), answer.RootElement.At("sign").Text() ?? ""))
            return new Problem(ProblemCode.ChannelUnavailable, "The answer is not signed with the key of Alipay that stands in the settings.", "alipay_key");
        return node.Clone();
    }
}
