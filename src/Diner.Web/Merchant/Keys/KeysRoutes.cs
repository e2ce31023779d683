using Diner.Accounts.Permissions;
using Diner.Data.Access;
using Diner.Kernel;
using Diner.Web.Access;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Merchant.Keys;

/// <summary>The pages of keys: pools, batches, single keys, the recycle bin.</summary>
internal static class KeysRoutes
{
    // A form writes three bytes for one of what is no letter, and UTF-8 has three bytes for a Chinese one.
    private const int PasteRequestBytesMax = 4 * ImportPages.PasteBytesMax;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var keys = routes.MapMerchant("keys", Permission.KeysView);
        keys.MapGet("", PoolPages.OverviewAsync);
        keys.MapGet("/pools/{variant:guid}", PoolPages.ShowAsync);
        keys.MapPost("/pools/{variant:guid}/move", PoolPages.MoveAsync).Needs(Permission.KeysManage);
        keys.MapPost("/pools/{variant:guid}/recycle", PoolPages.RecycleAsync).Needs(Permission.KeysManage);
        keys.MapPost("/pools/{variant:guid}/export", PoolPages.ExportAsync).Needs(Permission.KeysExport).AsksAgain("/console/{shop}/keys/pools/{variant}");
        keys.MapGet("/batches", BatchPages.ListAsync);
        keys.MapGet("/batches/{batch:guid}", BatchPages.ShowAsync);
        keys.MapPost("/batches/{batch:guid}/withdraw", BatchPages.WithdrawAsync).Needs(Permission.KeysManage);
        keys.MapGet("/expiring", BatchPages.ExpiringAsync);
        keys.MapGet("/bin", BinPages.ShowAsync);
        keys.MapPost("/bin/{variant:guid}/restore", BinPages.RestoreAsync).Needs(Permission.KeysManage);
        keys.MapPost("/search", KeyPages.SearchAsync).Needs(Permission.KeysManage);
        keys.MapGet("/{key:guid}", KeyPages.ShowAsync);
        keys.MapPost("/{key:guid}/reveal", KeyPages.RevealAsync).Needs(Permission.KeysReveal).AsksAgain("/console/{shop}/keys/{key}");
        keys.MapPost("/{key:guid}/recycle", KeyPages.RecycleAsync).Needs(Permission.KeysManage);
        keys.MapPost("/{key:guid}/restore", KeyPages.RestoreAsync).Needs(Permission.KeysManage);
        MapImport(routes.MapMerchant("keys/import", Permission.KeysImport));
    }

    private static void MapImport(RouteGroupBuilder import)
    {
        import.MapGet("", ImportPages.ShowAsync);
        import.MapPost("/paste", ImportPages.PasteAsync).WithMetadata(new RequestSizeLimitAttribute(PasteRequestBytesMax));
        import.MapPost("/file", ImportPages.UploadAsync).WithMetadata(new DisableRequestSizeLimitAttribute()); // It keeps its own limit, and says it.
        import.MapGet("/{file:guid}", ImportPages.PreviewAsync);
        import.MapPost("/{file:guid}", ImportPages.CommitAsync);
        import.MapPost("/{file:guid}/discard", ImportPages.DiscardAsync);
    }

    public static string Root(Desk desk) => $"/console/{desk.Shop.Slug}/keys";

    /// <summary>Goes on with a page of keys, which says what was done.</summary>
    public static IResult Done(HttpContext context, Desk desk, string place, KeysNote note) =>
        PrivatePages.SeeOther(context, $"{Root(desk)}{place}{(place.Contains('?', StringComparison.Ordinal) ? '&' : '?')}note={note.Key}&n={note.Count}");

    /// <summary>What the last form did, from the query.</summary>
    public static KeysNote? Note(HttpContext context) =>
        context.Request.Query["note"].ToString() is { Length: > 0 and <= 40 } key && key.All(char.IsAsciiLetter) && long.TryParse(context.Request.Query["n"], out var count)
            ? new KeysNote(key, count)
            : null;

    public static Guid? Cursor(HttpContext context, string name) => Guid.TryParse(context.Request.Query[name], out var id) ? id : null;

    public static IResult NotThere(HttpContext context) => Pages.NotFound(context);

    public static IResult Page<TPage>(HttpContext context, object parameters, Problem? problem = null)
        where TPage : IComponent => ConsoleRoutes.Page<TPage>(context, parameters, problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    /// <summary>A whole number of a form; 0 when it is none.</summary>
    public static int Number(this IFormCollection form, string name) => int.TryParse(form.Text(name, 20), out var number) ? number : 0;
}
