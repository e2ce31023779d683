using System.Collections.Frozen;
using System.Security.Cryptography;
using Diner.Data.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Assets;

/// <summary>
/// Styles, scripts and pictures of ours, held in memory with the hash of their bytes. They lie in the assembly, so that one file
/// is the whole program wherever it is started. An address with the right hash may be kept for ever; one without is asked for again.
/// </summary>
public static class WebAssets
{
    private const string Prefix = "wwwroot/";
    private const string KeepForEver = "public, max-age=31536000, immutable";
    private const string AskAgain = "no-cache";

    private static readonly FrozenDictionary<string, WebAsset> All = Load();

    /// <summary>The address of an asset, with its hash: <c>/site.css?v=…</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is no such file in wwwroot.</exception>
    public static string Url(string name) => All[name].Url;

    /// <summary>Maps every asset at the root.</summary>
    internal static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var asset in All.Values)
            routes.MapMethods("/" + asset.Name, [HttpMethods.Get, HttpMethods.Head], context => WriteAsync(context, asset)).ExcludeFromDescription().OpenTo("styles and scripts are public");
    }

    private static Task WriteAsync(HttpContext context, WebAsset asset)
    {
        var response = context.Response;
        response.Headers.CacheControl = context.Request.Query["v"] == asset.Hash ? KeepForEver : AskAgain;
        response.Headers.ETag = asset.ETag;
        if (context.Request.Headers.IfNoneMatch == asset.ETag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = asset.ContentType;
        response.ContentLength = asset.Bytes.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(asset.Bytes, context.RequestAborted).AsTask();
    }

    private static FrozenDictionary<string, WebAsset> Load()
    {
        var assembly = typeof(WebAssets).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                var bytes = new byte[stream.Length];
                stream.ReadExactly(bytes);
                return WebAsset.From(name[Prefix.Length..].Replace('\\', '/'), bytes);
            })
            .ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal);
    }
}

internal sealed record WebAsset(string Name, byte[] Bytes, string Hash, string ContentType)
{
    public string Url { get; } = $"/{Name}?v={Hash}";

    public string ETag { get; } = $"\"{Hash}\"";

    public static WebAsset From(string name, byte[] bytes) =>
        new(name, bytes, Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8)), TypeOf(name));

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".woff2" => "font/woff2",
        var other => throw new InvalidOperationException($"wwwroot/{name}: name the content type of '{other}' in WebAssets."),
    };
}
