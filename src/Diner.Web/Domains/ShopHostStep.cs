using Diner.Catalog.Domains;
using Diner.Delivery.Pages;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Domains;

/// <summary>The request came to a shop's own host name.</summary>
/// <param name="Slug">Which shop's.</param>
internal sealed record ShopHost(string Slug);

/// <summary>
/// Under a shop's own host name that shop answers at the root. The counter is not there, so nobody signs in under a name that a merchant
/// holds, and no other shop is; buyers' pages are, because they ask for tokens. Any other host is served as ever. Payments and the API are
/// the same under every name and are not asked about.
/// </summary>
internal sealed class ShopHostStep(RequestDelegate next, ShopHosts hosts, PublicAddress address)
{
    private static readonly string[] SameEverywhere = ["/pay", "/api", "/healthz", "/readyz"];
    private static readonly string[] NotHere = ["/console", "/operator", "/account", "/setup", "/_blazor", "/_framework", "/docs", "/openapi"];

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!MayBeAShops(request.Host.Host) || IsUnder(request.Path, SameEverywhere) || await hosts.FindAsync(request.Host.Host, context.RequestAborted) is not { } slug)
        {
            await next(context);
            return;
        }

        if (IsUnder(request.Path, NotHere) || IsOfAnotherShop(request.Path, slug))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Features.Set(new ShopHost(slug));
        if (request.Path == "/")
            request.Path = $"/s/{slug}";
        await next(context);
    }

    // The house's own name and plain addresses are asked for most, and cost nothing.
    private bool MayBeAShops(string host) => host.Contains('.', StringComparison.Ordinal) && !char.IsAsciiDigit(host[^1]) && !host.Equals(address.Base.Host, StringComparison.OrdinalIgnoreCase);

    private static bool IsOfAnotherShop(PathString path, string slug) =>
        path.StartsWithSegments("/s", StringComparison.OrdinalIgnoreCase, out var rest) && rest.HasValue && !rest.StartsWithSegments($"/{slug}", StringComparison.Ordinal);

    private static bool IsUnder(PathString path, string[] prefixes) => Array.Exists(prefixes, prefix => path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase));
}
