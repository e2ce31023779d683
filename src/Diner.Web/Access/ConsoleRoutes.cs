using Diner.Data.Access;
using Diner.Web.Headers;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Access;

/// <summary>Routes behind the counter: private pages, each behind a permission.</summary>
internal static class ConsoleRoutes
{
    /// <summary>Pages about one shop, at <c>/console/{shop}/place</c>. An endpoint that needs more than the group says so with <c>Needs</c>.</summary>
    public static RouteGroupBuilder MapMerchant(this IEndpointRouteBuilder routes, string place, string permission) =>
        routes.MapPrivate($"/console/{{{AccessStep.ShopKey}}}{(place.Length == 0 ? "" : "/")}{place}").Needs(permission);

    /// <summary>Pages of the operator, at <c>/operator/place</c>.</summary>
    public static RouteGroupBuilder MapOperator(this IEndpointRouteBuilder routes, string place, string permission) =>
        routes.MapPrivate($"/operator{(place.Length == 0 ? "" : "/")}{place}").Needs(permission);

    /// <summary>A page behind the counter, with its own content policy: styles may be inline here, scripts never.</summary>
    public static RazorComponentResult Page<TPage>(HttpContext context, object parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.ConsolePolicy;
        return Storefront.Pages.Private<TPage>(context, parameters, status);
    }
}
