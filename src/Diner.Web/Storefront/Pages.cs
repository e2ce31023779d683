using Diner.Catalog.Shops;
using Diner.Web.Errors;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diner.Web.Storefront;

/// <summary>Answers with pages.</summary>
internal static class Pages
{
    /// <summary>A page; the browser asks again each time, because prices and stock change.</summary>
    public static RazorComponentResult Of<TPage>(HttpContext context, object parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.Vary = "Accept-Language, Cookie";
        return new RazorComponentResult<TPage>(parameters) { StatusCode = status };
    }

    /// <summary>A page about one buyer: kept nowhere.</summary>
    public static RazorComponentResult Private<TPage>(HttpContext context, object parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<TPage>(parameters) { StatusCode = status };
    }

    /// <summary>There is no such page.</summary>
    public static RazorComponentResult NotFound(HttpContext context, ShopView? shop = null) => Error(context, StatusCodes.Status404NotFound, shop);

    /// <summary>The page of an error status.</summary>
    public static RazorComponentResult Error(HttpContext context, int status, ShopView? shop = null) =>
        Private<ErrorPage>(context, new { Status = status, Shop = shop }, status);
}
