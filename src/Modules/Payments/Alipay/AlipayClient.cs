using System.Text;
using System.Text.Json;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.Alipay;

/// <summary>Calls Alipay's gateway and checks that the answer is Alipay's own.</summary>
internal sealed class AlipayClient(ProviderClient provider, TimeProvider clock)
{
    /// <summary>
    /// Calls a method. The answer's node of that method, signed with Alipay's key; <see cref="ProblemCode.ChannelUnavailable"/> when there was no
    /// answer, or one that is not Alipay's. An answer without a signature is given only when it refuses: Alipay does not sign for whom it does not know.
    /// </summary>
    /// <param name="settings">The application.</param>
    /// <param name="method">The method's name.</param>
    /// <param name="content">Its business content by name, which is sent as JSON.</param>
    /// <param name="payment">The payment, when it opens one.</param>
    /// <param name="ct">Cancels it.</param>
    public async Task<Result<AlipayAnswer>> AskAsync(AlipaySettings settings, string method, object content, PaymentRequest? payment, CancellationToken ct)
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
        // It is signed byte by byte, as it stands in the answer.
        var sign = answer.RootElement.At("sign").Text();
        if (sign is null && node.At("code").Text() != AlipayAnswer.Done)
            return new AlipayAnswer(node.Clone(), IsSigned: false);
        if (!settings.Merchant.AlipayKey.Verifies(Encoding.UTF8.GetBytes(node.GetRawText()), sign))
            return new Problem(ProblemCode.ChannelUnavailable, "The answer is not signed with the key of Alipay that stands in the settings.", "alipay_key");
        return new AlipayAnswer(node.Clone(), IsSigned: true);
    }
}
