using System.Net;
using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Payments.Alipay;
using Diner.Payments.Channels;
using Diner.Testing.Doubles;
using Xunit;

namespace Diner.Specs.Payments;

/// <summary>A shop with an Alipay channel, and Alipay's double beside it.</summary>
internal sealed class AlipayFront : IAsyncDisposable
{
    private AlipayFront(PaymentsFront front, AlipayGateway alipay) => (Front, Alipay) = (front, alipay);

    public PaymentsFront Front { get; }

    public AlipayGateway Alipay { get; }

    public IQueryPayments Query => Speaker<IQueryPayments>();

    public IClosePayments Close => Speaker<IClosePayments>();

    public IRefundPayments Refund => Speaker<IRefundPayments>();

    public static async Task<AlipayFront> OpenAsync(CancellationToken ct) => new(await PaymentsFront.OpenAsync(ct), await AlipayGateway.StartAsync(ct));

    public AlipayAccount Account() => new()
    {
        AppId = AlipayGateway.AppId,
        PrivateKey = Alipay.AppKey.ExportPkcs8PrivateKeyPem(),
        AlipayKey = Convert.ToBase64String(Alipay.AlipayKey.ExportSubjectPublicKeyInfo()),
        GatewayUrl = Alipay.Url,
    };

    public async Task<ChannelConfig> AddAsync(AlipayAccount? account, CancellationToken ct)
    {
        var added = await Front.Get<EditChannels>().AddAsync(
            Actor.House("test"), new NewChannel(Front.Shop.Id, AlipayAccount.ChannelType, "支付宝", (account ?? Account()).ToSettings().Value!), ct);
        return (await Front.Get<Channels>().FindAsync(added.Value, ct))!;
    }

    /// <summary>Opens a payment, and the page of it as a buyer's browser would.</summary>
    public async Task<(ChannelConfig Channel, PaymentRequest Request)> PlaceAsync(CancellationToken ct, PayerDevice device = PayerDevice.Computer, string subject = "深夜 GAME")
    {
        var channel = await AddAsync(null, ct);
        var request = Front.Request(channel.Id) with { Payer = new Payer("127.0.0.1", device), Subject = subject };
        var target = await Front.Get<Channels>().CreatePaymentAsync(channel.Id, request, ct);
        using var page = await Front.Http.GetAsync(target.Value!.Url, ct);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        return (channel, request);
    }

    /// <summary>A payment that was made, and told or lost.</summary>
    public async Task<(ChannelConfig Channel, PaymentRequest Request)> PaidAsync(CancellationToken ct, Mischief how = Mischief.None)
    {
        var placed = await PlaceAsync(ct);
        await Alipay.PayAsync(placed.Request.OrderNo, how, ct);
        return placed;
    }

    public async ValueTask DisposeAsync()
    {
        await Front.DisposeAsync();
        await Alipay.DisposeAsync();
    }

    private T Speaker<T>() => (T)Front.Get<IEnumerable<IPaymentChannel>>().Single(channel => channel.Type == AlipayAccount.ChannelType);
}
