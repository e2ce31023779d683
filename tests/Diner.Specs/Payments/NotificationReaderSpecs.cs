using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using Diner.Payments.Notifications;
using Xunit;

namespace Diner.Specs.Payments;

public sealed class NotificationReaderSpecs : IAsyncLifetime
{
    private PaymentsFront _front = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _front = await PaymentsFront.OpenAsync(Ct);

    public ValueTask DisposeAsync() => _front.DisposeAsync();

    [Fact]
    public async Task An_unknown_channel_is_not_found()
    {
        using var answer = await _front.Http.GetAsync(new Uri(_front.Url, $"pay/{Guid.Empty:D}/notify?pid=1"), Ct);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData(NotificationRequest.BodyBytesMax, HttpStatusCode.BadRequest, false)]
    [InlineData(NotificationRequest.BodyBytesMax + 1, HttpStatusCode.RequestEntityTooLarge, false)]
    [InlineData(NotificationRequest.BodyBytesMax, HttpStatusCode.BadRequest, true)]
    [InlineData(NotificationRequest.BodyBytesMax * 4, HttpStatusCode.RequestEntityTooLarge, true)]
    public async Task A_body_is_read_up_to_its_limit(int bytes, HttpStatusCode status, bool chunked)
    {
        var id = await _front.AddEpayAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_front.Url, $"pay/{id.Value:D}/notify")) { Content = new ByteArrayContent(new byte[bytes]) };
        request.Headers.TransferEncodingChunked = chunked;
        using var answer = await _front.Http.SendAsync(request, Ct);
        Assert.Equal((status, "fail"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct)));
    }

    [Fact]
    public async Task What_is_refused_is_counted()
    {
        var counted = new ConcurrentQueue<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => { if (instrument.Meter.Name == "Diner.Payments") self.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Enqueue(string.Join(' ', tags.ToArray().Select(tag => tag.Value))));
        listener.Start();
        var id = await _front.AddEpayAsync();
        using var answer = await _front.Http.GetAsync(new Uri(_front.Url, $"pay/{id.Value:D}/notify?pid=1001&sign=forged"), Ct);
        Assert.Contains("epay refused", counted);
    }
}
