using Diner.Catalog.Shops;
using Diner.Catalog.Styles;
using Diner.Data.Access;
using Diner.Web.Access;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Web.Merchant.Settings;

/// <summary>A shop's own style sheet is written here, and goes out to everybody as a file of its own.</summary>
internal static class StyleRoutes
{
    // Each character of a sheet may be nine bytes in a form.
    private const int FormBytesMax = 400 * 1024;
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    public static void Map(IEndpointRouteBuilder routes, RouteGroupBuilder settings)
    {
        routes.MapGet("/styles/{name}", ServeAsync).CacheOutput(policy => policy.Expire(Remembered)).ExcludeFromDescription().OpenTo("styles are public");
        settings.MapGet("/style", ShowAsync);
        settings.MapPost("/style", SaveAsync).WithMetadata(new RequestSizeLimitAttribute(FormBytesMax));
    }

    private static async Task<IResult> ServeAsync(string name, HttpContext context, Styles styles, CancellationToken ct)
    {
        if (await styles.FindAsync(name, ct) is not { } css)
            return Pages.NotFound(context);
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Text(css, "text/css; charset=utf-8");
    }

    private static async Task<IResult> ShowAsync(HttpContext context, Desk desk, Styles styles, CancellationToken ct)
    {
        if (!desk.Shop.AllowsCss)
            return Pages.NotFound(context, desk.Shop);
        var css = desk.Shop.CssHash is { } hash ? await styles.ReadAsync(hash, ct) : "";
        return ConsoleRoutes.Page<StylePage>(context, new { Desk = desk, Css = css ?? "", IsSaved = context.Request.Query.ContainsKey("saved") });
    }

    private static async Task<IResult> SaveAsync(HttpContext context, Desk desk, SaveStyle save, CancellationToken ct)
    {
        if (!desk.Shop.AllowsCss)
            return Pages.NotFound(context, desk.Shop);
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest, desk.Shop);
        // A browser sends line ends of two characters, which count as one.
        var css = form.Text("css", StyleText.LengthMax * 2).ReplaceLineEndings("\n");
        if (StyleText.Check(css.Trim()) is { } fault)
            return ConsoleRoutes.Page<StylePage>(context, new { Desk = desk, Css = css, Fault = fault }, StatusCodes.Status422UnprocessableEntity);
        var saved = await save.RunAsync(desk.Actor, desk.Shop.Id, css, ct);
        return saved.IsOk ? PrivatePages.SeeOther(context, $"/console/{desk.Shop.Slug}/settings/style?saved=1") : Pages.NotFound(context, desk.Shop);
    }
}
