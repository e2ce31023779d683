using Diner.Data.Audit;
using Diner.Data.Secrets;
using Diner.Data.Storage;
using Diner.Delivery.Pages;
using Diner.Host.Setup;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Sandbox;
using Diner.Testing;
using Diner.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Diner.Specs.Delivery;

/// <summary>The house's pages on a real server on loopback, on a fresh database and the real clock.</summary>
internal sealed class OrderSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _data;

    private OrderSite(WebApplication app, DirectoryInfo data) => (_app, _data) = (app, data);

    /// <summary>A browser that follows nothing and keeps no cookie by itself.</summary>
    public HttpClient Browser { get; private set; } = null!;

    public OrderSeed Seed { get; private set; } = null!;

    public string MailDirectory => Path.Combine(_data.FullName, "mail");

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public string PathOf(OrderId order) => $"/o/{Get<PageTokens>().For(order)}";

    public static async Task<OrderSite> OpenAsync(DatabaseKind kind, Diner.Catalog.Shops.ShopSettings settings, CancellationToken ct)
    {
        var data = Directory.CreateTempSubdirectory("diner-site-");
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var house = new HostSettings(data.FullName, await TestDatabases.CreateAsync(kind), "unused");
        builder.Services.AddSingleton(new SandboxOptions { IsOn = true });
        builder.Services.AddDiner(house, MasterKey.FromBytes([.. Enumerable.Range(1, 32).Select(i => (byte)i)])).AddDinerWeb();
        var app = builder.Build();
        app.UseDinerWeb();
        app.MapDinerWeb();
        await app.StartAsync(ct);
        var site = new OrderSite(app, data) { Browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(app.Urls.First()) } };
        site.Seed = await OrderSeed.From(app.Services).WithShopAsync(settings, ct);
        var channel = await site.Get<EditChannels>().AddAsync(Actor.House("test"), new NewChannel(site.Seed.Shop, "sandbox", "play money", new Dictionary<string, string> { ["secret"] = "0123456789abcdef0123456789abcdef" }), ct);
        site.Seed.Channel = channel.IsOk ? channel.Value : throw new InvalidOperationException(channel.Problem.Detail);
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await _app.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
