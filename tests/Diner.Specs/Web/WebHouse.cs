using System.Net;
using Diner.Data;
using Diner.Data.Secrets;
using Diner.Host.Setup;
using Diner.Testing;
using Diner.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using DatabaseKind = Diner.Data.Storage.DatabaseKind;

namespace Diner.Specs.Web;

/// <summary>The pages on a real server, on a fresh database, asked by a client that keeps no cookies and follows nothing.</summary>
internal sealed class WebHouse : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebHouse(WebApplication app)
    {
        _app = app;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<WebHouse> OpenAsync(DatabaseKind kind, CancellationToken ct)
    {
        var settings = new HostSettings(Path.GetTempPath(), await TestDatabases.CreateAsync(kind), "unused");
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        builder.Services.AddDiner(settings, MasterKey.FromBytes(new byte[32])).AddDinerWeb();
        var app = builder.Build();
        app.UseDinerWeb();
        app.MapDinerWeb();
        await app.StartAsync(ct);
        return new WebHouse(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
