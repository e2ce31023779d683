using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.PayPal;

/// <summary>Calls PayPal's REST interface with a token that is kept until shortly before it ends. A refused token is thrown away and the call made once more.</summary>
internal sealed class PayPalClient(ProviderClient provider, TimeProvider clock)
{
    private static readonly TimeSpan BeforeItEnds = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LifeMax = TimeSpan.FromHours(24);

    /// <summary>What PayPal said, of any status but 401 and 5xx; <see cref="ProblemCode.ChannelUnavailable"/> otherwise.</summary>
    /// <param name="settings">Whose account.</param>
    /// <param name="call">What is asked.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<Result<PayPalSaid>> CallAsync(PayPalSettings settings, PayPalCall call, CancellationToken ct)
    {
        var said = await OnceAsync(settings, call, ct);
        if (said is not { IsOk: true, Value.Status: 401 })
            return said;
        settings.Token = null;
        said = await OnceAsync(settings, call, ct);
        return said is { IsOk: true, Value.Status: 401 } ? NotAccepted("the token it gave out itself") : said;
    }

    /// <summary>Buys a token: PayPal gives one only to an application it knows.</summary>
    public async Task<Problem?> TestAsync(PayPalSettings settings, CancellationToken ct)
    {
        settings.Token = null;
        return (await TokenAsync(settings, ct)).Problem;
    }

    private async Task<Result<PayPalSaid>> OnceAsync(PayPalSettings settings, PayPalCall call, CancellationToken ct)
    {
        var token = await TokenAsync(settings, ct);
        if (!token.IsOk)
            return token.Problem;
        using var request = new HttpRequestMessage(call.Body is null ? HttpMethod.Get : HttpMethod.Post, new Uri(settings.ApiUrl, call.Path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        request.Headers.TryAddWithoutValidation("Prefer", "return=representation");
        if (call.RequestId is not null)
            request.Headers.TryAddWithoutValidation("PayPal-Request-Id", call.RequestId);
        if (call.Body is not null)
            request.Content = new StringContent(call.Body.ToJsonString(), Encoding.UTF8, "application/json");
        return await SendAsync(request, ct);
    }

    private async Task<Result<string>> TokenAsync(PayPalSettings settings, CancellationToken ct)
    {
        if (settings.Token is { } kept && clock.GetUtcNow() < kept.Until)
            return kept.Text;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.ApiUrl, "v1/oauth2/token"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.Id}:{settings.Password}")));
        request.Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]);
        var said = await SendAsync(request, ct);
        if (!said.IsOk)
            return said.Problem;
        if (said.Value.Status != 200)
            return NotAccepted($"this client id and secret: {said.Value.Root.At("error_description").Text()} ({said.Value.Root.At("error").Text()})");
        if (said.Value.Root.At("access_token").Text() is not { Length: > 0 } text || !long.TryParse(said.Value.Root.At("expires_in").Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return ProviderClient.NoAnswer;
        var life = TimeSpan.FromSeconds(Math.Min(seconds, (long)LifeMax.TotalSeconds));
        settings.Token = new PayPalToken(text, clock.GetUtcNow() + life - BeforeItEnds);
        return text;
    }

    private async Task<Result<PayPalSaid>> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.UserAgent.ParseAdd("Diner");
        var sent = await provider.SendAsync(request, ct);
        if (!sent.IsOk)
            return sent.Problem;
        if (sent.Value.Status is >= 500 or 429)
            return ProviderClient.NoAnswer;
        using var answer = JsonFields.TryParse(sent.Value.Body);
        return answer is null ? ProviderClient.NoAnswer : new PayPalSaid(sent.Value.Status, answer.RootElement.Clone(), Encoding.UTF8.GetString(sent.Value.Body));
    }

    private static Problem NotAccepted(string what) => new(ProblemCode.ChannelUnavailable, $"PayPal answered, but does not accept {what}.", PayPalSettings.Secret);
}

/// <summary>A call.</summary>
/// <param name="Path">Without a slash at its start.</param>
/// <param name="Body">What is posted; null to get.</param>
/// <param name="RequestId">Makes a repeated call the same call; null where nothing is moved.</param>
internal sealed record PayPalCall(string Path, JsonObject? Body = null, string? RequestId = null);

/// <summary>What PayPal said.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Root">The JSON.</param>
/// <param name="Raw">The same as it came.</param>
internal sealed record PayPalSaid(int Status, JsonElement Root, string Raw)
{
    /// <summary>True for 2xx.</summary>
    public bool IsDone => Status is >= 200 and <= 299;

    /// <summary>PayPal's word for what is wrong: <c>ORDER_ALREADY_CAPTURED</c>.</summary>
    public string Issue => Root.At("details") is { ValueKind: JsonValueKind.Array } details && details.GetArrayLength() > 0
        ? details[0].At("issue").Text() ?? ""
        : Root.At("name").Text() ?? "";

    /// <summary>For a person.</summary>
    public string Words => $"{(Root.At("details") is { ValueKind: JsonValueKind.Array } details && details.GetArrayLength() > 0 ? details[0].At("description").Text() : null) ?? Root.At("message").Text()} ({Issue})";
}
