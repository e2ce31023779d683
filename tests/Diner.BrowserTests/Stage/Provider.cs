using System.Security.Cryptography;
using Diner.Host.Sandbox;
using Diner.Kernel;
using Diner.Payments.Epay;
using Diner.Payments.Forms;
using Diner.Testing.Doubles;

namespace Diner.BrowserTests.Stage;

/// <summary>A payment in a provider's books, or in ours, and what of it the provider sent back.</summary>
internal sealed record Booked(string OrderNo, string TransactionId, long PaidMinor, long SentBackMinor);

/// <summary>A double with an account at it.</summary>
/// <param name="Settings">Of the channel that leads to it.</param>
/// <param name="Tell">Tells it where the account's notifications go; providers that are told with each payment do not listen.</param>
/// <param name="Books">What it says was paid.</param>
/// <param name="Scan">What a wallet does that has scanned the code of that order; null where the buyer pays on the double's own page.</param>
/// <param name="Server">The double.</param>
internal sealed record Provider(
    IReadOnlyDictionary<string, string> Settings, Action<Uri> Tell, Func<IEnumerable<Booked>> Books, Func<string, Task>? Scan, IAsyncDisposable Server) : IAsyncDisposable
{
    /// <summary>It sends money back when it is asked to.</summary>
    public bool SendsBack { get; init; } = true;

    /// <summary>Says of all refunds that they are through, as WeChat Pay does some time after it has taken them on.</summary>
    public Func<Task> SettleRefunds { get; init; } = () => Task.CompletedTask;

    private static readonly Action<Uri> NotToldHere = _ => { };

    private static CancellationToken Ct => CancellationToken.None;

    /// <summary>Starts the double of that channel type. Its shop sells in yuan, which all of them take.</summary>
    public static async Task<Provider> StartAsync(string type) => type switch
    {
        "alipay" => Alipay(await AlipayGateway.StartAsync(Ct)),
        "wechatpay" => WeChatPay(await WeChatPayServer.StartAsync(Ct)),
        "epay" => Epay(await EpayGateway.StartAsync(new EpayGatewayOptions { Pid = "1001", Key = "epay-key" }, Ct)),
        "stripe" => Stripe(await StripeServer.StartAsync(Ct)),
        "paypal" => PayPal(await PayPalServer.StartAsync(Ct)),
        "btcpay" => BtcPay(await BtcPayServer.StartAsync(Ct)),
        "tokenpay" => TokenPay(await TokenPayServer.StartAsync(Ct)),
        "epusdt" => Epusdt(await EpusdtServer.StartAsync(Ct)),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no double"),
    };

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private static Provider Alipay(AlipayGateway server) => new(
        Entered("alipay", new()
        {
            ["app_id"] = AlipayGateway.AppId, ["private_key"] = server.AppKey.ExportPkcs8PrivateKeyPem(), ["alipay_key"] = server.AlipayKey.ExportSubjectPublicKeyInfoPem(), ["gateway"] = server.Url,
        }),
        NotToldHere, () => Paid(server.Host.Books), Scan: null, server);

    private static Provider WeChatPay(WeChatPayServer server) => new(
        Entered("wechatpay", new()
        {
            ["mchid"] = WeChatPayServer.MerchantId, ["appid"] = WeChatPayServer.AppId, ["api_key"] = WeChatPayServer.ApiV3Key, ["private_key"] = server.MerchantKey.ExportPkcs8PrivateKeyPem(),
            ["serial"] = WeChatPayServer.KeySerial, ["public_key"] = server.PlatformKey.ExportSubjectPublicKeyInfoPem(), ["public_key_id"] = WeChatPayServer.PublicKeyId, ["gateway"] = server.Url,
        }),
        NotToldHere, () => Paid(server.Host.Books), orderNo => server.PayAsync(orderNo, Mischief.None, Ct), server)
    {
        SettleRefunds = async () =>
        {
            foreach (var refund in server.Host.Books.Refunds)
                await server.SettleRefundAsync(refund.RefundNo, "SUCCESS", Mischief.None, Ct);
        },
    };

    private static Provider Epay(EpayGateway server) => new(
        new EpayAccount { GatewayUrl = server.Url.AbsoluteUri, Pid = "1001", Key = "epay-key", PayType = "alipay" }.ToSettings().Value!,
        NotToldHere, () => server.Books.List(100).Where(order => order.IsPaid).Select(order => new Booked(order.OutTradeNo, order.TradeNo, (long)(order.Money * 100), (long)(order.Refunded * 100))), Scan: null, server);

    private static Provider Stripe(StripeServer server) => new(
        Entered("stripe", new() { ["secret_key"] = StripeServer.Key, ["webhook_secret"] = StripeServer.Secret, ["gateway"] = server.Url }),
        url => server.WebhookUrl = url.AbsoluteUri, () => Paid(server.Books), Scan: null, server);

    private static Provider PayPal(PayPalServer server) => new(
        Entered("paypal", new() { ["client_id"] = PayPalServer.ClientId, ["secret"] = PayPalServer.Secret, ["webhook_id"] = PayPalServer.WebhookId, ["gateway"] = server.Url, ["root"] = PayPalServer.Root }),
        url => server.WebhookUrl = url.AbsoluteUri, () => Paid(server.Books), Scan: null, server);

    private static Provider BtcPay(BtcPayServer server) => new(
        Entered("btcpay", new() { ["gateway"] = server.Url, ["store_id"] = BtcPayServer.StoreId, ["api_key"] = BtcPayServer.Key, ["webhook_secret"] = BtcPayServer.Secret }),
        url => server.WebhookUrl = url.AbsoluteUri, () => Paid(server.Books), Scan: null, server) { SendsBack = false };

    private static Provider TokenPay(TokenPayServer server)
    {
        server.BaseCurrency = "CNY";
        return new(Entered("tokenpay", new() { ["gateway"] = server.Url, ["token"] = TokenPayServer.Token, ["coin"] = "USDT_TRC20" }), NotToldHere, () => Paid(server.Books), Scan: null, server) { SendsBack = false };
    }

    private static Provider Epusdt(EpusdtServer server) =>
        new(Entered("epusdt", new() { ["gateway"] = server.Url, ["token"] = EpusdtServer.Token, ["server"] = "epusdt" }), NotToldHere, () => Paid(server.Books), Scan: null, server) { SendsBack = false };

    private static IReadOnlyDictionary<string, string> Entered(string type, Dictionary<string, string> values) =>
        ProviderForms.Find(type)!.ToSettings(new ProviderEntries(values, CurrencyCode.Cny)) is { IsOk: true } settings ? settings.Value : throw new InvalidOperationException($"{type} is not entered well");

    private static IEnumerable<Booked> Paid(Books books) =>
        books.Trades.Where(trade => trade.State == TradeState.Paid).Select(trade => new Booked(trade.OrderNo, trade.TransactionId, trade.PaidMinor, trade.RefundedMinor));
}
