using System.Buffers;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Health;
using Diner.Payments.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Diner.Payments.Notifications;

/// <summary>Reads what comes in at <c>/pay/{channelId}/notify</c>. Records nothing: that is settlement's part.</summary>
public sealed partial class NotificationReader
{
    private static readonly NotificationReply Unreadable = NotificationReply.Text(StatusCodes.Status400BadRequest, "fail");
    private static readonly NotificationReply TooLong = NotificationReply.Text(StatusCodes.Status413PayloadTooLarge, "fail");

    private readonly Channels.Channels _channels;
    private readonly PaymentsMeter _meter;
    private readonly ChannelPulse _pulse;
    private readonly ILogger _logger;

    internal NotificationReader(Channels.Channels channels, PaymentsMeter meter, ChannelPulse pulse, ILogger<NotificationReader> logger) =>
        (_channels, _meter, _pulse, _logger) = (channels, meter, pulse, logger);

    /// <summary>
    /// Reads an HTTP request. Null when there is no such channel. A body over <see cref="NotificationRequest.BodyBytesMax"/> is refused unread.
    /// A disabled channel's notifications are read: the buyer has paid.
    /// </summary>
    public async Task<NotificationReading?> ReadAsync(ChannelId id, HttpRequest http, CancellationToken ct)
    {
        if (await _channels.FindAsync(id, ct) is not { } channel)
            return null;
        return Note(channel, await ReadAsync(channel, http, ct));
    }

    private async Task<NotificationReading> ReadAsync(ChannelConfig channel, HttpRequest http, CancellationToken ct)
    {
        byte[]? body;
        try
        {
            body = await ReadBodyAsync(http, ct);
        }
        catch (IOException)
        {
            // Cut off, too slow, or in chunks that are none: nothing of it was believed, and its sender comes again.
            return new NotificationReading.Refused("the body could not be read", Unreadable);
        }

        if (body is null)
            return new NotificationReading.Refused("the body is too long", TooLong);
        var request = new NotificationRequest(http.Method, RawQuery(http), http.ContentType ?? "", body, name => http.Headers[name]);
        return await _channels.SpeakerOf(channel).ReadAsync(channel, request, ct);
    }

    private NotificationReading Note(ChannelConfig channel, NotificationReading reading)
    {
        _meter.Count(channel.Type, reading);
        _pulse.Notified(channel.Id, reading);
        if (reading is NotificationReading.Refused refused)
            LogRefused(_logger, channel.Id.Value, refused.Why);
        else if (reading is NotificationReading.Unconfirmed unconfirmed)
            LogUnconfirmed(_logger, channel.Id.Value, unconfirmed.Why);
        return reading;
    }

    private static string RawQuery(HttpRequest http) => http.QueryString.Value is { Length: > 1 } query ? query[1..] : "";

    // Null when it is longer than allowed; what was announced as too long is not read at all.
    private static async ValueTask<byte[]?> ReadBodyAsync(HttpRequest http, CancellationToken ct)
    {
        if (http.ContentLength > NotificationRequest.BodyBytesMax)
            return null;
        if (HttpMethods.IsGet(http.Method) || http.ContentLength == 0)
            return [];
        while (true)
        {
            var read = await http.BodyReader.ReadAsync(ct);
            if (read.Buffer.Length > NotificationRequest.BodyBytesMax)
            {
                http.BodyReader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                http.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            http.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Refused a notification of channel {Channel}: {Why}")]
    private static partial void LogRefused(ILogger logger, Guid channel, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not confirm a notification of channel {Channel}, it will be sent again: {Why}")]
    private static partial void LogUnconfirmed(ILogger logger, Guid channel, string why);
}
