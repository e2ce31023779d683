using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Storefront.Delivery;

/// <summary>Routes about one buyer: kept nowhere, listed nowhere, their addresses told to nobody.</summary>
internal static class PrivatePages
{
    /// <summary>The most a form of ours may send.</summary>
    public const int FormBytesMax = 16 * 1024;

    /// <summary>A group of private routes. A buyer's forms carry the order's token or ask for what the buyer knows: there is no session to forge.</summary>
    public static RouteGroupBuilder MapPrivate(this IEndpointRouteBuilder routes, string prefix)
    {
        var group = routes.MapGroup(prefix).DisableAntiforgery().ExcludeFromDescription().WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(FormBytesMax));
        group.AddEndpointFilter((context, next) =>
        {
            var headers = context.HttpContext.Response.Headers;
            headers.CacheControl = "no-store";
            headers["Referrer-Policy"] = "no-referrer";
            headers["X-Robots-Tag"] = "noindex, nofollow";
            return next(context);
        });
        return group;
    }

    /// <summary>Goes on with GET.</summary>
    public static IResult SeeOther(HttpContext context, string address)
    {
        context.Response.Headers.Location = address;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>The form, or null when what was sent is none.</summary>
    public static async Task<IFormCollection?> ReadFormAsync(HttpRequest request, CancellationToken ct)
    {
        if (!request.HasFormContentType)
            return null;
        try
        {
            return await request.ReadFormAsync(ct);
        }
        catch (Exception malformed) when (malformed is InvalidDataException or IOException)
        {
            // Too many fields or bytes, or a multipart body that is broken or ends too soon.
            return null;
        }
    }

    /// <summary>One field of a form, never longer than asked for, without the zero character: PostgreSQL knows no text that has one.</summary>
    public static string Text(this IFormCollection form, string name, int lengthMax)
    {
        var value = form[name].ToString().Replace("\0", "", StringComparison.Ordinal);
        return value.Length <= lengthMax ? value : value[..lengthMax];
    }
}
