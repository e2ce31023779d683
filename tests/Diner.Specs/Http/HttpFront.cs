using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Diner.Accounts.Permissions;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Data.Secrets;
using Diner.Data.Storage;
using Diner.Host.Sandbox;
using Diner.Host.Setup;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Epay;
using Diner.Payments.Sandbox;
using Diner.Settlement.Doctor;
using Diner.Specs.Catalog;
using Diner.Testing;
using Diner.Vault.Import;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Diner.Specs.Http;

/// <summary>The whole server on a free loopback port: two shops with goods, an epay channel each. Hold limits are off.</summary>
public class HttpFront(DatabaseKind kind) : IAsyncLifetime
{
    public const string Shop = "diner";
    public const string OtherShop = "neighbour";

    private const string Pid = "1001";

    private static readonly EpayGatewayOptions Account = new() { Pid = Pid, Key = "the-merchants-key" };

    private WebApplication? _app;
    private int _trades;
    private int _clerks;

    // Refusals are logged one by one; thousands of them would bury what a test says.
    static HttpFront() => Environment.SetEnvironmentVariable("Logging__LogLevel__Default", "Error");

    public WebApplication App => _app ?? throw new InvalidOperationException("The server starts in InitializeAsync.");

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, MaxConnectionsPerServer = 16 });

    public ChannelId Channel { get; private set; }

    public ChannelId OtherChannel { get; private set; }

    /// <summary>Whose the first shop is.</summary>
    public MerchantId Merchant { get; private set; }

    /// <summary>Whose the other shop is.</summary>
    public MerchantId OtherMerchant { get; private set; }

    /// <summary>The cookie of somebody new behind the counter; of the operator's staff when there is no merchant.</summary>
    public async Task<string> SeatAsync(MerchantId? merchant, params Role[] roles)
    {
        var email = $"clerk{Interlocked.Increment(ref _clerks)}@example.com";
        var staff = await Clerk.AddStaffAsync(App.Services, email, merchant, roles, CancellationToken.None);
        return await Clerk.SeatAsync(App.Services, staff, CancellationToken.None);
    }

    /// <summary>Sends what a signed-in person's browser sends.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? seat, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        if (seat is not null)
            request.Headers.TryAddWithoutValidation("Cookie", seat);
        return await Http.SendAsync(request);
    }

    public T Get<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        var settings = new HostSettings(Path.GetTempPath(), await DatabaseAsync(), "unused");
        _app = await DinerServer.BuildAsync(settings, MasterKey.FromBytes(new byte[32]), new ServerOptions("http://127.0.0.1:0", Sandbox: true, Limits: false), CancellationToken.None);
        await _app.StartAsync();
        Http.BaseAddress = new Uri(_app.Urls.First());
        Merchant = await Clerk.AddMerchantAsync(App.Services, "We", CancellationToken.None);
        OtherMerchant = await Clerk.AddMerchantAsync(App.Services, "They", CancellationToken.None);
        Channel = await OpenAsync(Merchant, Shop, "GAME", 500);
        OtherChannel = await OpenAsync(OtherMerchant, OtherShop, "THEIRS", 5);
    }

    /// <summary>A fresh, migrated database and how the server signs in to it.</summary>
    protected virtual Task<DatabaseOptions> DatabaseAsync() => TestDatabases.CreateAsync(kind);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>An order as the contract has it; change what shall be wrong.</summary>
    public Dictionary<string, object?> Order(string variant = "GAME", int quantity = 1) => new()
    {
        ["variant"] = variant,
        ["quantity"] = quantity,
        ["contact"] = new Dictionary<string, object?> { ["email"] = "a@b.c" },
        ["channel"] = Channel.Value.ToString("D"),
        ["lookup_password"] = null,
    };

    public async Task<HttpResponseMessage> PostAsync(object order, string shop = Shop, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/shops/{shop}/orders") { Content = JsonContent.Create(order) };
        if (idempotencyKey is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        return await Http.SendAsync(request);
    }

    public async Task<JsonElement> PlaceAsync(string variant = "GAME")
    {
        using var answer = await PostAsync(Order(variant));
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.StatusCode == System.Net.HttpStatusCode.Created, body.ToString());
        return body;
    }

    public async Task<HttpResponseMessage> ReadAsync(string orderNo, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/orders/{orderNo}");
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Http.SendAsync(request);
    }

    public async Task<JsonElement> ReadAsync(JsonElement placed)
    {
        using var answer = await ReadAsync(placed.GetProperty("order_no").GetString()!, placed.GetProperty("token").GetString());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<string?> StatusAsync(JsonElement placed) => (await ReadAsync(placed)).GetProperty("status").GetString();

    /// <summary>A notification as the gateway sends it; each call is a transaction of its own unless one is named.</summary>
    internal HttpRequestMessage Notification(JsonElement placed, EpayMischief mischief = EpayMischief.Honest, string? trade = null, ChannelId? channel = null)
    {
        var order = new EpayGatewayOrder
        {
            TradeNo = trade ?? string.Create(CultureInfo.InvariantCulture, $"T{Interlocked.Increment(ref _trades):D8}"),
            OutTradeNo = placed.GetProperty("order_no").GetString()!,
            PayType = "alipay",
            Name = "GAME 深夜 100%",
            Money = placed.GetProperty("amount").GetProperty("minor").GetInt64() / 100m,
            NotifyUrl = new Uri(Http.BaseAddress!, $"/pay/{(channel ?? Channel).Value:D}/notify"),
            ReturnUrl = "",
            Param = "",
            AddedAt = default,
        };
        return EpayGatewayLetter.Write(order, Account, mischief).ToRequest();
    }

    /// <summary>The status and the body a notification is answered with.</summary>
    internal async Task<(int Status, string Body)> TellAsync(HttpRequestMessage notification)
    {
        using var answer = await Http.SendAsync(notification);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task AssertHealthyAsync()
    {
        var findings = await Get<Examine>().RunAsync(CancellationToken.None);
        Assert.True(findings.Count == 0, string.Join('\n', findings.Select(f => $"{f.Invariant} {string.Join(' ', f.Breaches)}")));
    }

    private async Task<ChannelId> OpenAsync(MerchantId merchant, string slug, string code, int keys)
    {
        var ct = CancellationToken.None;
        var shop = ShopBuilder.Ok(await Get<OpenShop>().RunAsync(Actor.House("test"), new NewShop(slug, slug, CurrencyCode.Cny) { Merchant = merchant }, ct));
        var product = ShopBuilder.Ok(await Get<SaveProduct>().RunAsync(ShopBuilder.Us, new ProductDraft { ShopId = shop.Id, Slug = "game", Name = "Game" }, ct));
        await SellAsync(shop, product, code, keys);
        await SellAsync(shop, product, $"{code}-LIMIT", 10);
        await SellAsync(shop, product, $"{code}-NONE", 0);
        ShopBuilder.Ok(await Get<SetSaleState>().RunAsync(ShopBuilder.Us, new SaleSchedule(shop.Id, product, SaleState.OnSale), ct));
        var account = new EpayAccount { GatewayUrl = "http://127.0.0.1:9/", Pid = Pid, Key = Account.Key, PayType = "alipay" };
        await Get<EditChannels>().AddAsync(Actor.House("test"), new NewChannel(shop.Id, SandboxAccount.ChannelType, "sandbox", SandboxAccount.NewSettings()), ct);
        return (await Get<EditChannels>().AddAsync(Actor.House("test"), new NewChannel(shop.Id, EpayAccount.ChannelType, "epay", account.ToSettings().Value!), ct)).Value;
    }

    private async Task SellAsync(ShopView shop, ProductId product, string code, int keys)
    {
        var draft = new VariantDraft { ShopId = shop.Id, ProductId = product, Code = code, Name = code, PriceMinor = 990, QuantityMax = 5, BuyerLimit = code.EndsWith("-LIMIT", StringComparison.Ordinal) ? 1 : 0 };
        var variant = ShopBuilder.Ok(await Get<SaveVariant>().RunAsync(ShopBuilder.Us, draft, CancellationToken.None));
        if (keys > 0)
            ShopBuilder.Ok(await Get<ImportKeys>().RunAsync(Clerk.Tester, new ImportRequest(shop.Id, variant), Specs.Vault.Merchant.File(Specs.Vault.Merchant.Codes(keys, code)), CancellationToken.None));
    }
}

public sealed class SqliteFront() : HttpFront(DatabaseKind.Sqlite);

public sealed class PostgresFront() : HttpFront(DatabaseKind.Postgres);
