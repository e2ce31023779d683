using System.Collections.Concurrent;
using System.Net;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Data.Outbound;
using Diner.Data.Secrets;
using Diner.Data.Storage;
using Diner.Host.Sandbox;
using Diner.Host.Setup;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Epay;
using Diner.Payments.Notifications;
using Diner.Payments.Sandbox;
using Diner.Specs.Catalog;
using Diner.Testing;
using Diner.Web.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Diner.Specs.Payments;

/// <summary>A real server on loopback with the notify address and the cashier, beside a real epay double. It notes what it reads and settles nothing.</summary>
internal sealed class PaymentsFront : IAsyncDisposable
{
    public const string Pid = "1001";
    public const string Key = "a-key-nobody-may-see";

    private readonly WebApplication _app;
    private int _orders;

    private PaymentsFront(WebApplication app, EpayGateway gateway) => (_app, Gateway) = (app, gateway);

    public EpayGateway Gateway { get; }

    public ShopView Shop { get; private set; } = null!;

    public ConcurrentQueue<NotificationReading> Readings { get; } = new();

    /// <summary>So many notifications are answered "try later" before the first success.</summary>
    public int Busy { get; set; }

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    public Uri Url => new(_app.Urls.First() + "/");

    public IEnumerable<VerifiedPayment> Payments => Readings.OfType<NotificationReading.Paid>().Select(paid => paid.Payment);

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<PaymentsFront> OpenAsync(CancellationToken ct, OutboundGuard? guard = null, DatabaseKind kind = DatabaseKind.Sqlite)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton(new SandboxOptions { IsOn = true });
        builder.Services.AddDiner(new HostSettings(Path.GetTempPath(), await TestDatabases.CreateAsync(kind), "unused"), MasterKey.FromBytes(new byte[32]));
        builder.Services.AddSingleton(guard ?? new OutboundGuard(new OutboundOptions { AllowsInternal = true }));
        builder.Services.AddRazorComponents();
        var app = builder.Build();
        var gateway = await EpayGateway.StartAsync(new EpayGatewayOptions { Pid = Pid, Key = Key, RetryDelays = [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(100)] }, ct);
        var front = new PaymentsFront(app, gateway);
        app.MapMethods("/pay/{id:guid}/notify", ["GET", "POST"], (Delegate)front.NotifyAsync);
        app.MapSandbox();
        await app.StartAsync(ct);
        front.Shop = ShopBuilder.Ok(await front.Get<OpenShop>().RunAsync(Actor.House("test"), new NewShop("diner", "Diner", CurrencyCode.Cny), ct));
        return front;
    }

    public async Task<ChannelId> AddEpayAsync(EpayMode mode = EpayMode.Submit, bool confirms = false, string key = Key)
    {
        var account = new EpayAccount { GatewayUrl = Gateway.Url.AbsoluteUri, Pid = Pid, Key = key, PayType = "alipay", Mode = mode, Confirms = confirms };
        return await AddAsync(EpayAccount.ChannelType, account.ToSettings().Value!);
    }

    public Task<ChannelId> AddSandboxAsync() => AddAsync(SandboxAccount.ChannelType, SandboxAccount.NewSettings());

    public PaymentRequest Request(ChannelId channel, long fen = 990) => new(
        $"D{Interlocked.Increment(ref _orders)}", Money.Cny(fen), "深夜 GAME 100%", new Uri(Url, $"pay/{channel.Value:D}/notify"), new Uri(Url, "orders/D?t=1"),
        new Payer("127.0.0.1", PayerDevice.Phone), TimeProvider.System.GetUtcNow().AddMinutes(15));

    /// <summary>Places an order at the double through the channel, as a buyer's browser would.</summary>
    public async Task<PaymentRequest> PlaceAsync(ChannelId channel, CancellationToken ct)
    {
        var request = Request(channel);
        var target = await Get<Channels>().CreatePaymentAsync(channel, request, ct);
        using var answer = await Http.GetAsync(target.Value!.Url, ct);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return request;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await Gateway.DisposeAsync();
    }

    public Task<Result<ChannelId>> TryAddEpayAsync(string gateway, EpayMode mode, bool confirms)
    {
        var account = new EpayAccount { GatewayUrl = gateway, Pid = Pid, Key = Key, PayType = "alipay", Mode = mode, Confirms = confirms };
        return Get<EditChannels>().AddAsync(Actor.House("test"), new NewChannel(Shop.Id, EpayAccount.ChannelType, "epay", account.ToSettings().Value!), CancellationToken.None);
    }

    private async Task<ChannelId> AddAsync(string type, IReadOnlyDictionary<string, string> settings) =>
        (await Get<EditChannels>().AddAsync(Actor.House("test"), new NewChannel(Shop.Id, type, type, settings), CancellationToken.None)).Value;

    private async Task<IResult> NotifyAsync(Guid id, HttpContext http)
    {
        if (await Get<NotificationReader>().ReadAsync(new ChannelId(id), http.Request, http.RequestAborted) is not { } reading)
            return Results.NotFound();
        Readings.Enqueue(reading);
        var reply = reading switch
        {
            NotificationReading.Paid paid => Busy-- > 0 ? paid.TryLater : paid.Success,
            NotificationReading.Refunded refunded => Busy-- > 0 ? refunded.TryLater : refunded.Success,
            NotificationReading.Disputed disputed => Busy-- > 0 ? disputed.TryLater : disputed.Success,
            NotificationReading.NotPaid notPaid => notPaid.Reply,
            NotificationReading.Refused refused => refused.Reply,
            NotificationReading.Unconfirmed unconfirmed => unconfirmed.Reply,
            _ => throw new InvalidOperationException(),
        };
        http.Response.StatusCode = reply.Status;
        return Results.Bytes(reply.Body, reply.ContentType);
    }
}
