using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Diner.Bench.Pages;

/// <summary>The peer of a page: a bare Kestrel that says hello, in a process of its own.</summary>
internal static class HelloServer
{
    public const string Verb = "hello-server";

    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapGet("/", () => "Hello, world!");
        await app.StartAsync();
        Console.WriteLine($"Diner is open: {app.Urls.First()}");
        await app.WaitForShutdownAsync();
        return 0;
    }
}
