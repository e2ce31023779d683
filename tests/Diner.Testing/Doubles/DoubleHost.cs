using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Diner.Testing.Doubles;

/// <summary>What every double is: a real HTTP server on a free port of loopback, with books, a postman, and answers that can be made bad.</summary>
public sealed class DoubleHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DoubleHost(WebApplication app) => _app = app;

    /// <summary>Where it is; ends with a slash.</summary>
    public string Url => _app.Urls.First() + "/";

    /// <summary>What it has booked.</summary>
    public Books Books { get; } = new();

    /// <summary>What carries its notifications.</summary>
    public Postman Postman { get; } = new();

    /// <summary>What its answers will be like.</summary>
    public Answers Answers { get; } = new();

    /// <summary>Its clock.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Starts listening.</summary>
    /// <param name="map">Adds the routes.</param>
    /// <param name="ct">Stops the start.</param>
    public static async Task<DoubleHost> StartAsync(Action<WebApplication> map, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var host = new DoubleHost(app);
        host.Answers.Use(app);
        map(app);
        await app.StartAsync(ct);
        return host;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Postman.Dispose();
        await _app.DisposeAsync();
    }
}
