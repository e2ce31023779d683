using System.Net;
using Diner.Data.Outbound;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Diner.Specs.Outbound;

/// <summary>A real server on loopback that must not be reached.</summary>
public sealed class OutboundGuardSpecs : IAsyncLifetime
{
    private WebApplication _server = null!;
    private int _reached;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private int Port => new Uri(_server.Urls.First()).Port;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.MapGet("/", () => $"{Interlocked.Increment(ref _reached)}");
        _server.MapGet("/elsewhere", () => Results.Redirect("/"));
        await _server.StartAsync(Ct);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("169.254.169.254")]
    public async Task A_name_that_leads_inside_is_not_called(string answer)
    {
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(Guarded(answer), $"http://pay.example.com:{Port}/"));
        Assert.Contains("pay.example.com", Assert.IsType<InternalAddressException>(refused.InnerException).Message, StringComparison.Ordinal);
        Assert.Equal(0, _reached);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("localhost")]
    public async Task An_internal_address_is_not_called(string host)
    {
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(new OutboundGuard(new OutboundOptions()), $"http://{host}:{Port}/"));
        Assert.IsType<InternalAddressException>(refused.InnerException);
        Assert.Equal(0, _reached);
    }

    [Fact]
    public async Task Where_the_host_allows_it_a_call_goes_through_and_follows_no_redirect()
    {
        var open = new OutboundGuard(new OutboundOptions { AllowsInternal = true });
        Assert.Equal(HttpStatusCode.OK, await GetAsync(open, $"http://127.0.0.1:{Port}/"));
        Assert.Equal(HttpStatusCode.Redirect, await GetAsync(open, $"http://127.0.0.1:{Port}/elsewhere"));
        Assert.Equal(1, _reached);
    }

    private static OutboundGuard Guarded(string answer) => new(new OutboundOptions(), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(answer)]));

    private static async Task<HttpStatusCode> GetAsync(OutboundGuard guard, string address)
    {
        using var http = new HttpClient(guard.NewHandler());
        using var answer = await http.GetAsync(address, Ct);
        return answer.StatusCode;
    }
}
