using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.TokenPay;

/// <summary>
/// Orders of TokenPay: <c>POST /CreateOrder</c> and <c>GET /Query</c>, both signed. The same order asked twice is the same order until it has run out.
/// The server writes names as in its code or in camel case, by its version.
/// </summary>
internal sealed class TokenPayClient(ProviderClient provider)
{
    // An id no order has, in the form the server reads.
    private const string NoOrder = "00000000-0000-0000-0000-000000000000";

    public async Task<Result<PayTarget>> OpenAsync(TokenPaySettings settings, PaymentRequest payment, CancellationToken ct)
    {
        if (payment.Amount.Currency != settings.BaseCurrency)
            return new Problem(ProblemCode.ChannelUnavailable, $"This way to pay is set to {settings.BaseCurrency}, and the order is in {payment.Amount.Currency}. Choose another way to pay.", "channel");
        var fields = new Dictionary<string, string>
        {
            ["OutOrderId"] = payment.OrderNo,
            ["OrderUserKey"] = payment.OrderNo, // An address of its own for each order; nothing of the buyer leaves the house.
            ["ActualAmount"] = payment.Amount.Major.ToString("0.##", CultureInfo.InvariantCulture),
            ["Currency"] = settings.CoinName,
            ["NotifyUrl"] = payment.NotifyUrl.AbsoluteUri,
            ["RedirectUrl"] = payment.ReturnUrl.AbsoluteUri,
        };
        var body = new JsonObject(fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field.Key, field.Value)))
        {
            ["ActualAmount"] = JsonNode.Parse(fields["ActualAmount"]), // A number, in the very form that is signed.
            ["Signature"] = JsonSignature.Md5(fields, settings.ApiToken),
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.ServerUrl, "CreateOrder")) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        var asked = await provider.AskAsync(request, ct);
        if (!asked.IsOk)
            return asked.Problem;
        using var answer = asked.Value;
        var root = answer.RootElement;
        if (root.Named("Success").Text() != "true")
            return new Problem(ProblemCode.ChannelUnavailable, $"TokenPay does not open this payment: {root.Named("Message").Text()}", "channel");
        // The server may price in another currency than it was said to: what it would take then is not what the order costs.
        if (root.Named("Info").Named("BaseCurrency").Text() is { } priced && priced != settings.BaseCurrency.Code)
            return new Problem(ProblemCode.ChannelUnavailable, $"The TokenPay server prices in {priced}, and this shop in {settings.BaseCurrency}. Set its BaseCurrency to {settings.BaseCurrency}.", "channel");
        return root.Named("Data").Text() is { Length: > 0 } url && root.Named("Info").Named("Id").Id() is { } id ? new PayTarget(url, url) { Reference = id } : ProviderClient.NoAnswer;
    }

    public async Task<Result<PaymentAnswer>> QueryAsync(TokenPaySettings settings, ChannelId channel, string id, CancellationToken ct)
    {
        var asked = await AskAsync(settings, id, ct);
        if (!asked.IsOk)
            return asked.Problem;
        using var answer = asked.Value;
        var order = answer.RootElement.Named("Data");
        if (answer.RootElement.Named("Success").Text() != "true" || order.Named("Id").Id() != id || order.Named("OutOrderId").Id() is not { } orderNo)
            return ProviderClient.NoAnswer;
        return order.Named("Status").Text() switch
        {
            "1" or "Paid" => new PaymentAnswer.Paid(new VerifiedPayment(channel, id, orderNo, TokenPayNotification.AmountOf(order, settings.BaseCurrency.Code), answer.RootElement.GetRawText())),
            "2" or "Expired" => new PaymentAnswer.Closed(),
            _ => new PaymentAnswer.Open(),
        };
    }

    /// <summary>Asks for an order that there is not: the server says so only when it can check our signature.</summary>
    public async Task<Problem?> TestAsync(TokenPaySettings settings, CancellationToken ct)
    {
        var asked = await AskAsync(settings, NoOrder, ct);
        if (!asked.IsOk)
            return asked.Problem;
        using var answer = asked.Value;
        var message = answer.RootElement.Named("Message").Text() ?? "";
        return message.Contains("签名", StringComparison.Ordinal) || answer.RootElement.Named("Success").ValueKind == JsonValueKind.Undefined
            ? new Problem(ProblemCode.ChannelUnavailable, $"TokenPay answered, but does not accept this token: {message}", TokenPaySettings.Token)
            : null;
    }

    private async Task<Result<JsonDocument>> AskAsync(TokenPaySettings settings, string id, CancellationToken ct)
    {
        var signature = JsonSignature.Md5([new("Id", id)], settings.ApiToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(settings.ServerUrl, $"Query?Id={Uri.EscapeDataString(id)}&Signature={signature}"));
        return await provider.AskAsync(request, ct);
    }
}

/// <summary>Finds what TokenPay names in one of two ways.</summary>
internal static class TokenPayNames
{
    /// <summary>The element of that name, written as in the server's code or in camel case.</summary>
    public static JsonElement Named(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: not JsonValueKind.Undefined } found ? found : element.At(char.ToLowerInvariant(name[0]) + name[1..]);
}
