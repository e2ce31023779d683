using System.Globalization;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;
using Microsoft.Extensions.Logging;

namespace Diner.Payments.Sandbox;

/// <summary>A notification to be sent: what it says but for the time and the signature, which are new at every try.</summary>
/// <param name="ChannelId">Who signs it.</param>
/// <param name="NotifyUrl">Where it goes.</param>
/// <param name="Through">This process's own address, to reach it also where its public name does not resolve; null to go by the name.</param>
/// <param name="Fields">What it says.</param>
internal sealed record SandboxMessage(ChannelId ChannelId, Uri NotifyUrl, Uri? Through, IReadOnlyDictionary<string, string> Fields);

/// <summary>Sends notifications over HTTP, as a provider does. Sent again after 5 s, 15 s, 1 min and 5 min until it is answered <c>success</c>.</summary>
internal sealed partial class SandboxNotifier(IHttpClientFactory http, Channels.Channels channels, SandboxMemory memory, TimeProvider clock, ILogger<SandboxNotifier> logger)
{
    public const string HttpClientName = "sandbox";

    private static readonly TimeSpan[] RetryDelays = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    public async Task SendAsync(SandboxMessage message, int tries, CancellationToken ct)
    {
        Book(message);
        if (await TrySendAsync(message, ct))
            return;
        if (tries < RetryDelays.Length)
            memory.Queue.Add(message, clock.GetUtcNow() + RetryDelays[tries], tries + 1);
        else
            LogGivenUp(logger, message.ChannelId.Value);
    }

    // The money is there before anybody is told, as at a provider: who asks finds it though the notification is lost.
    private void Book(SandboxMessage message)
    {
        if (message.Fields["status"] == "paid" && Money.TryParseMajor(message.Fields["amount"], CurrencyCode.Parse(message.Fields["currency"]), out var amount))
            memory.Books.Paid(message.ChannelId, message.Fields["order"], message.Fields["transaction"], amount);
    }

    private async Task<bool> TrySendAsync(SandboxMessage message, CancellationToken ct)
    {
        if (await channels.FindAsync(message.ChannelId, ct) is not { } channel)
            return false;
        using var request = new HttpRequestMessage(HttpMethod.Post, message.Through is { } through ? new Uri(through, message.NotifyUrl.PathAndQuery) : message.NotifyUrl)
        {
            Content = new FormUrlEncodedContent(Signed(channel, message.Fields)),
        };
        request.Headers.Host = message.NotifyUrl.Authority;
        try
        {
            using var client = http.CreateClient(HttpClientName);
            using var response = await client.SendAsync(request, ct);
            return await response.Content.ReadAsStringAsync(ct) == "success";
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return false;
        }
    }

    private Dictionary<string, string> Signed(ChannelConfig channel, IReadOnlyDictionary<string, string> fields)
    {
        var signed = new Dictionary<string, string>(fields)
        {
            ["channel"] = channel.Id.Value.ToString("D"),
            ["timestamp"] = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        };
        signed[FieldSignature.Field] = FieldSignature.Sign(FieldSignature.SandboxNotification, signed, channel.Required(SandboxAccount.Secret));
        return signed;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sandbox notification of channel {Channel} was never answered with success")]
    private static partial void LogGivenUp(ILogger logger, Guid channel);
}
