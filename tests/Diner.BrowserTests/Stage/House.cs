using System.Net;
using System.Net.Sockets;
using Diner.BrowserTests.Stage;
using Diner.Data.Secrets;
using Diner.Data.Storage;
using Diner.Host.Setup;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(House))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Diner.BrowserTests.Stage;

/// <summary>One server with the demo shop and the corner shop, and one Chromium, for every test of this project.</summary>
public sealed class House : IAsyncLifetime
{
    private const string NodeVariable = "PLAYWRIGHT_NODEJS_PATH";

    // DINER_CHROMIUM names another one.
    private static readonly string Chromium = Environment.GetEnvironmentVariable("DINER_CHROMIUM") ?? "/usr/bin/chromium";

    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--hide-scrollbars",
    ];

    private readonly string _data = Directory.CreateTempSubdirectory("diner-browser-").FullName;
    private WebApplication? _app;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where the server listens, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The same by name.</summary>
    public string NamedAddress => Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    /// <summary>Where mails go.</summary>
    public string MailDirectory => Path.Combine(_data, "mail");

    /// <summary>A use case or query of any module.</summary>
    public T Get<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    internal WebApplication App => _app ?? throw new InvalidOperationException("The server starts in InitializeAsync, when there is a Chromium.");

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
            return;
        Assertions.SetDefaultExpectTimeout(Visitor.TimeoutMs);
        Address = $"http://127.0.0.1:{FreePort()}";
        Environment.SetEnvironmentVariable("DINER_INTERNAL_CALLS", "on"); // The doubles of payment providers are on this machine.
        var settings = new HostSettings(_data, DatabaseOptions.Parse($"Data Source={Path.Combine(_data, "diner.db")}"), Path.Combine(_data, "master.key"));
        _app = await DinerServer.BuildAsync(settings, settings.LoadMasterKey(TextWriter.Null), new ServerOptions(Address, Sandbox: true, Limits: true), CancellationToken.None);
        await Goods.StockAsync(_app.Services);
        await _app.StartAsync();

        // Playwright brings a node of its own; where its package has none for this machine, the system's will do.
        if (Environment.GetEnvironmentVariable(NodeVariable) is null && !Directory.Exists(Path.Combine(AppContext.BaseDirectory, ".playwright", "node", "linux-x64")))
            Environment.SetEnvironmentVariable(NodeVariable, "/usr/bin/node");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium, Headless = true, Args = Switches });
    }

    /// <summary>A visitor with a browser profile of its own. Without Chromium the test is skipped, and fails on CI.</summary>
    internal async Task<Visitor> VisitorAsync(Look? look = null)
    {
        if (_browser is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "Chromium must be installed on CI.");
            Assert.Skip("Chromium is not installed: apt-get install chromium");
        }

        look ??= new Look();
        return await Visitor.ComeAsync(_browser, look.ByName ? NamedAddress : Address, look);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
