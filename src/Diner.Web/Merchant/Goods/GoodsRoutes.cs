using Diner.Accounts.Permissions;
using Diner.Catalog.Goods;
using Diner.Catalog.Products;
using Diner.Data.Access;
using Diner.Kernel;
using Diner.Web.Access;
using Diner.Web.Errors;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Merchant.Goods;

/// <summary>The list of products and the page of one.</summary>
internal static class GoodsRoutes
{
    private const int PageSize = 50;

    // 20,000 Chinese characters, each nine bytes in a form.
    private const int FormBytesMax = 400 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var goods = routes.MapMerchant("goods", Permission.GoodsView);
        goods.MapGet("", ListAsync);
        goods.MapGet("{product:guid}", ShowAsync);

        var edit = routes.MapMerchant("goods", Permission.GoodsEdit).WithMetadata(new RequestSizeLimitAttribute(FormBytesMax));
        edit.MapGet("new", NewAsync);
        edit.MapPost("new", CreateAsync);
        edit.MapPost("preview", PreviewAsync);
        edit.MapPost("{product:guid}", SaveAsync);
        edit.MapPost("{product:guid}/sale", SellAsync);
        edit.MapPost("{product:guid}/copy", CopyAsync);
        CoverRoutes.Map(routes, edit);
        BulkRoutes.Map(edit);
        SheetRoutes.Map(goods, edit);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Desk desk, GoodsDesk goods, CancellationToken ct)
    {
        var query = context.Request.Query;
        string Field(string name) => query[name].ToString().Replace("\0", "", StringComparison.Ordinal).Trim();
        var filter = BulkChoice.FilterOf(Field("q"), Field("category"), Field("state")) with { After = Guid.TryParse(query["after"], out var after) ? new ProductId(after) : null };
        var page = await goods.Goods.ListAsync(desk.Shop.Id, filter, PageSize + 1, ct);
        var items = page.Take(PageSize).ToList();
        return ConsoleRoutes.Page<GoodsListPage>(
            context,
            new
            {
                Desk = desk, Filter = filter, Items = items, IsMore = page.Count > PageSize, Categories = await goods.CategoriesAsync(desk.Shop, ct),
                Levels = await goods.LevelsAsync(items, ct),
            });
    }

    private static async Task<IResult> NewAsync(HttpContext context, Desk desk, GoodsDesk goods) =>
        await NewPageAsync(context, desk, goods, ProductForm.New(desk.Shop.Id), null);

    private static async Task<IResult> CreateAsync(HttpContext context, Desk desk, GoodsDesk goods, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } sent)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var form = ProductForm.Of(sent, desk.Shop.Id, before: null);
        Result<ProductId> saved = form.Problem() is { } problem ? problem : await goods.Save.RunAsync(desk.Actor, form.Draft, ct);
        return saved.IsOk ? Done(context, desk, saved.Value, "created") : await NewPageAsync(context, desk, goods, form, saved.Problem);
    }

    private static async Task<IResult> NewPageAsync(HttpContext context, Desk desk, GoodsDesk goods, ProductForm form, Problem? problem) =>
        ConsoleRoutes.Page<NewProductPage>(
            context,
            new { Desk = desk, Form = form, Problem = problem, Categories = await goods.CategoriesAsync(desk.Shop, context.RequestAborted) },
            problem?.Code.ToStatus() ?? StatusCodes.Status200OK);

    private static async Task<IResult> ShowAsync(Guid product, HttpContext context, Desk desk, GoodsDesk goods, CancellationToken ct) =>
        await goods.Goods.FindAsync(desk.Shop.Id, new ProductId(product), ct) is { } item
            ? await PageAsync(context, desk, goods, new ProductView(item, ProductForm.Of(item.Product), SaleForm.Of(item.Sale, desk.Shop)))
            : Pages.NotFound(context);

    private static async Task<IResult> SaveAsync(Guid product, HttpContext context, Desk desk, GoodsDesk goods, CancellationToken ct)
    {
        if (await goods.Goods.FindAsync(desk.Shop.Id, new ProductId(product), ct) is not { } item)
            return Pages.NotFound(context);
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } sent)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var form = ProductForm.Of(sent, desk.Shop.Id, item.Product);
        Result<ProductId> saved = form.Problem() is { } problem ? problem : await goods.Save.RunAsync(desk.Actor, form.Draft, ct);
        return saved.IsOk
            ? Done(context, desk, saved.Value, "saved")
            : await PageAsync(context, desk, goods, new ProductView(item, form, SaleForm.Of(item.Sale, desk.Shop)) { Problem = saved.Problem });
    }

    private static async Task<IResult> SellAsync(Guid product, HttpContext context, Desk desk, GoodsDesk goods, CancellationToken ct)
    {
        if (await goods.Goods.FindAsync(desk.Shop.Id, new ProductId(product), ct) is not { } item)
            return Pages.NotFound(context);
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } sent)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var form = SaleForm.Of(sent);
        var schedule = form.ToSchedule(desk.Shop, item.Id);
        Result<SaleState> sold = schedule.IsOk ? await goods.SetSaleState.RunAsync(desk.Actor, schedule.Value, ct) : schedule.Problem;
        return sold.IsOk
            ? Done(context, desk, item.Id, "sold")
            : await PageAsync(context, desk, goods, new ProductView(item, ProductForm.Of(item.Product), form) { Problem = sold.Problem });
    }

    private static async Task<IResult> CopyAsync(Guid product, HttpContext context, Desk desk, DuplicateProduct duplicate, GoodsDesk goods)
    {
        var ct = context.RequestAborted;
        var copied = await duplicate.RunAsync(desk.Actor, desk.Shop.Id, new ProductId(product), ct);
        if (copied.IsOk)
            return Done(context, desk, copied.Value, "copied");
        return await goods.Goods.FindAsync(desk.Shop.Id, new ProductId(product), ct) is { } item
            ? await PageAsync(context, desk, goods, new ProductView(item, ProductForm.Of(item.Product), SaleForm.Of(item.Sale, desk.Shop)) { Problem = copied.Problem })
            : Pages.NotFound(context);
    }

    /// <summary>A description as the storefront will show it, for the editor beside it.</summary>
    private static async Task<IResult> PreviewAsync(HttpContext context, Desk desk, CancellationToken ct)
    {
        var text = await PrivatePages.ReadFormAsync(context.Request, ct) is { } form ? form.Text("description", ProductDraft.DescriptionLengthMax) : "";
        return Results.Content(ProductMarkup.ToHtml(text), "text/html; charset=utf-8");
    }

    internal static async Task<IResult> PageAsync(HttpContext context, Desk desk, GoodsDesk goods, ProductView view) => ConsoleRoutes.Page<ProductPage>(
        context,
        new { Desk = desk, View = view, Categories = await goods.CategoriesAsync(desk.Shop, context.RequestAborted), Done = context.Request.Query["done"].ToString() },
        view.Problem?.Code.ToStatus() ?? (view.CoverProblem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity));

    internal static IResult Done(HttpContext context, Desk desk, ProductId product, string what) =>
        PrivatePages.SeeOther(context, $"/console/{desk.Shop.Slug}/goods/{product.Value:D}?done={what}");
}
