using System.Security.Cryptography;
using Diner.Host.Sandbox;
using Diner.Kernel;
using Diner.Payments.Epay;
using Diner.Payments.Forms;

namespace Diner.Testing.Doubles;

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
    /// <summary>The buyer pays, and the shop is told as the mischief says.</summary>
    public required Func<string, Mischief, Task> Pay { get; init; }

    /// <summary>Sends what was kept back.</summary>
    public required Func<Task> Release { get; init; }

    /// <summary>Books a payment that nobody of the shop has asked for: the order number it names, and how much.</summary>
    public required Action<string, long> Stray { get; init; }

    /// <summary>The refunds it has made; none where it does not tell of them.</summary>
    public Func<IEnumerable<BookedRefund>> Refunds { get; init; } = () => [];

    /// <summary>Somebody refunds a payment on the provider's own pages.</summary>
    public Action<BookedRefund>? RefundElsewhere { get; init; }

    /// <summary>The payment comes into being when the buyer opens the page.</summary>
    public bool IsOpenedByBuyer { get; init; }

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
        NotToldHere, () => Paid(server.Host.Books), Scan: null, server)
    {
        Pay = (orderNo, how) => server.PayAsync(orderNo, how, Ct),
        Release = () => server.Host.Postman.ReleaseAsync(Ct),
        Stray = (orderNo, minor) => Book(server.Host.Books, orderNo, minor),
        Refunds = () => server.Host.Books.Refunds,
        RefundElsewhere = refund => server.Host.Books.Refund(refund),
        IsOpenedByBuyer = true,
    };

    private static Provider WeChatPay(WeChatPayServer server) => new(
        Entered("wechatpay", new()
        {
            ["mchid"] = WeChatPayServer.MerchantId, ["appid"] = WeChatPayServer.AppId, ["api_key"] = WeChatPayServer.ApiV3Key, ["private_key"] = server.MerchantKey.ExportPkcs8PrivateKeyPem(),
            ["serial"] = WeChatPayServer.KeySerial, ["public_key"] = server.PlatformKey.ExportSubjectPublicKeyInfoPem(), ["public_key_id"] = WeChatPayServer.PublicKeyId, ["gateway"] = server.Url,
        }),
        NotToldHere, () => Paid(server.Host.Books), orderNo => server.PayAsync(orderNo, Mischief.None, Ct), server)
    {
        Pay = (orderNo, how) => server.PayAsync(orderNo, how, Ct),
        Release = () => server.Host.Postman.ReleaseAsync(Ct),
        Stray = (orderNo, minor) => Book(server.Host.Books, orderNo, minor),
        Refunds = () => server.Host.Books.Refunds,
        RefundElsewhere = refund => server.Host.Books.Refund(refund),
        SettleRefunds = async () =>
        {
            foreach (var refund in server.Host.Books.Refunds)
                await server.SettleRefundAsync(refund.RefundNo, "SUCCESS", Mischief.None, Ct);
        },
    };

    private static Provider Epay(EpayGateway server) => new(
        new EpayAccount { GatewayUrl = server.Url.AbsoluteUri, Pid = "1001", Key = "epay-key", PayType = "alipay" }.ToSettings().Value!,
        NotToldHere, () => server.Books.List(int.MaxValue).Where(order => order.IsPaid).Select(order => new Booked(order.OutTradeNo, order.TradeNo, (long)(order.Money * 100), (long)(order.Refunded * 100))), Scan: null, server)
    {
        Pay = (orderNo, how) => PayEpayAsync(server, orderNo, how),
        Release = () => server.ReleaseAsync(Ct),
        Stray = (orderNo, minor) => server.Books.Open(new Dictionary<string, string>
        {
            ["out_trade_no"] = orderNo, ["name"] = "stray", ["money"] = (minor / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture), ["notify_url"] = server.Url.AbsoluteUri, ["return_url"] = "",
        })!.IsPaid = true,
        IsOpenedByBuyer = true,
    };

    private static Provider Stripe(StripeServer server) => new(
        Entered("stripe", new() { ["secret_key"] = StripeServer.Key, ["webhook_secret"] = StripeServer.Secret, ["gateway"] = server.Url }),
        url => server.WebhookUrl = url.AbsoluteUri, () => Paid(server.Books), Scan: null, server)
    {
        Pay = (orderNo, how) => server.PayAsync(orderNo, how, Ct),
        Release = () => server.Postman.ReleaseAsync(Ct),
        Stray = (orderNo, minor) => Book(server.Books, orderNo, minor),
        Refunds = () => server.Books.Refunds,
        RefundElsewhere = refund => server.Books.Refund(refund),
    };

    private static Provider PayPal(PayPalServer server) => new(
        Entered("paypal", new() { ["client_id"] = PayPalServer.ClientId, ["secret"] = PayPalServer.Secret, ["webhook_id"] = PayPalServer.WebhookId, ["gateway"] = server.Url, ["root"] = PayPalServer.Root }),
        url => server.WebhookUrl = url.AbsoluteUri, () => Paid(server.Books), Scan: null, server)
    {
        Pay = (orderNo, how) => server.ApproveAsync(orderNo, how, Ct),
        Release = () => server.Postman.ReleaseAsync(Ct),
        Stray = (orderNo, minor) => Book(server.Books, orderNo, minor),
        Refunds = () => server.Books.Refunds,
        RefundElsewhere = refund => server.Books.Refund(refund),
    };

    private static Provider BtcPay(BtcPayServer server) => new(
        Entered("btcpay", new() { ["gateway"] = server.Url, ["store_id"] = BtcPayServer.StoreId, ["api_key"] = BtcPayServer.Key, ["webhook_secret"] = BtcPayServer.Secret }),
        url => server.WebhookUrl = url.AbsoluteUri, () => Paid(server.Books), Scan: null, server)
    {
        SendsBack = false,
        Pay = (orderNo, how) => server.PayAsync(orderNo, how, Ct),
        Release = () => server.Postman.ReleaseAsync(Ct),
        Stray = (orderNo, minor) => Book(server.Books, orderNo, minor),
        Refunds = () => server.Books.Refunds,
    };

    private static Provider TokenPay(TokenPayServer server)
    {
        server.BaseCurrency = "CNY";
        return new(Entered("tokenpay", new() { ["gateway"] = server.Url, ["token"] = TokenPayServer.Token, ["coin"] = "USDT_TRC20" }), NotToldHere, () => Paid(server.Books), Scan: null, server)
        {
            SendsBack = false,
            Pay = (orderNo, how) => server.PayAsync(orderNo, how, Ct),
            Release = () => server.Postman.ReleaseAsync(Ct),
            Stray = (orderNo, minor) => Book(server.Books, orderNo, minor),
            Refunds = () => server.Books.Refunds,
        };
    }

    private static Provider Epusdt(EpusdtServer server) =>
        new(Entered("epusdt", new() { ["gateway"] = server.Url, ["token"] = EpusdtServer.Token, ["server"] = "epusdt" }), NotToldHere, () => Paid(server.Books), Scan: null, server)
        {
            SendsBack = false,
            Pay = (orderNo, how) => server.PayAsync(orderNo, how, Ct),
            Release = () => server.Postman.ReleaseAsync(Ct),
            Stray = (orderNo, minor) => Book(server.Books, orderNo, minor),
            Refunds = () => server.Books.Refunds,
        };

    private static IReadOnlyDictionary<string, string> Entered(string type, Dictionary<string, string> values) =>
        ProviderForms.Find(type)!.ToSettings(new ProviderEntries(values, CurrencyCode.Cny)) is { IsOk: true } settings ? settings.Value : throw new InvalidOperationException($"{type} is not entered well");

    private static IEnumerable<Booked> Paid(Books books) =>
        books.Trades.Where(trade => trade.State == TradeState.Paid).Select(trade => new Booked(trade.OrderNo, trade.TransactionId, trade.PaidMinor, trade.RefundedMinor));

    private static void Book(Books books, string orderNo, long minor)
    {
        books.Open(new Trade(orderNo, minor, "CNY", "", $"stray-{orderNo}"));
        books.Pay(orderNo, minor);
    }

    private static Task PayEpayAsync(EpayGateway server, string orderNo, Mischief how)
    {
        if (how == Mischief.NotPaid)
            return Task.CompletedTask;
        if (how != Mischief.Lost)
            return server.PayAsync(orderNo, new EpayManner(EpayMischiefOf(how)), Ct);
        server.Books.Find("", orderNo)!.IsPaid = true;
        return Task.CompletedTask;
    }

    private static EpayMischief EpayMischiefOf(Mischief how) => how switch
    {
        Mischief.Late => EpayMischief.Late,
        Mischief.OutOfOrder => EpayMischief.OutOfOrder,
        Mischief.Twice or Mischief.Replay => EpayMischief.Twice,
        Mischief.WrongAmount => EpayMischief.WrongAmount,
        Mischief.WrongMerchant => EpayMischief.WrongPid,
        Mischief.ForgedSign => EpayMischief.ForgedSign,
        _ => EpayMischief.Honest,
    };
}
