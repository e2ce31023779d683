using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Diner.Data.Storage;
using Diner.Host.Sandbox;
using Diner.Settlement.Doctor;
using Diner.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Diner.Drills;

/// <summary>A demo shop with an epay channel on a database that outlives its server, and the gateway that pays its orders.</summary>
internal sealed class DrillSite : IAsyncDisposable
{
    public const string Variant = "GAME-100";
    private const int KeyCount = 20_000;
    private const string Pid = "1001";
    private const string Key = "drill-merchant-key";

    private readonly ServiceProvider _house;

    private DrillSite(string directory, string connection, EpayGateway gateway)
    {
        (DataDirectory, Connection, Gateway) = (directory, connection, gateway);
        Url = new Uri($"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}/");
        _house = House.Services(DatabaseOptions.Parse(connection), TimeProvider.System);
    }

    public string DataDirectory { get; }

    public string Connection { get; }

    public EpayGateway Gateway { get; }

    public Uri Url { get; }

    public string Channel { get; private set; } = "";

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Opens the shop through the command line, as an operator would.</summary>
    /// <param name="connection">A PostgreSQL database, or null for an embedded one.</param>
    public static async Task<DrillSite> OpenAsync(string? connection, CancellationToken ct)
    {
        var directory = Directory.CreateTempSubdirectory("diner-drill-").FullName;
        var gateway = await EpayGateway.StartAsync(new EpayGatewayOptions { Pid = Pid, Key = Key, RetryDelays = [] }, ct);
        var site = new DrillSite(directory, connection ?? $"Data Source={directory}/diner.db", gateway);
        await DinerProcess.RunAsync(site, "demo");
        var keys = Path.Combine(directory, "keys.txt");
        await File.WriteAllLinesAsync(keys, Enumerable.Range(0, KeyCount).Select(i => $"DRILL-{i:D6}"), ct);
        await DinerProcess.RunAsync(site, "keys", "import", "--shop", "demo", "--variant", Variant, keys);
        var added = await DinerProcess.RunAsync(site, "channels", "add", "epay", "--shop", "demo", "--gateway", gateway.Url.AbsoluteUri, "--pid", Pid, "--key", Key, "--json");
        site.Channel = JsonDocument.Parse(added[added.IndexOf('{', StringComparison.Ordinal)..]).RootElement.GetProperty("id").GetString()!;
        return site;
    }

    /// <summary>What /readyz answers; null when nobody does.</summary>
    public async Task<HttpStatusCode?> ReadinessAsync(CancellationToken ct)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(Url, "readyz"), ct);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>The doctor's visit, also while no server runs.</summary>
    public async Task AssertHealthyAsync(string when)
    {
        var findings = await _house.GetRequiredService<Examine>().RunAsync(CancellationToken.None);
        Assert.True(findings.Count == 0, $"{when}: {string.Join('\n', findings.Select(f => $"{f.Invariant} {string.Join(' ', f.Breaches)}"))}");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Gateway.DisposeAsync();
        await _house.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(DataDirectory, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
