using System.Globalization;
using Diner.Accounts.Permissions;
using Diner.Coupons.Codes;
using Diner.Coupons.Rules;
using Diner.Data.Access;
using Diner.Kernel;
using Diner.Ordering.Lookup;
using Diner.Web.Access;
using Diner.Web.Errors;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Web.Merchant.Coupons;

/// <summary>Coupons: the list, one coupon, its codes, its uses.</summary>
internal static class CouponsRoutes
{
    private const int PageSize = 50;
    private const int FormBytesMax = 64 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var coupons = routes.MapMerchant("coupons", Permission.CouponsView);
        coupons.MapGet("", ListAsync);
        coupons.MapGet("{coupon:guid}", ShowAsync);
        coupons.MapGet("{coupon:guid}/uses", UsesAsync);
        coupons.MapGet("{coupon:guid}/codes", CodesAsync);

        var edit = routes.MapMerchant("coupons", Permission.CouponsEdit).WithMetadata(new RequestSizeLimitAttribute(FormBytesMax));
        edit.MapGet("new", NewAsync);
        edit.MapPost("new", (HttpContext context, Desk desk, CouponDesk coupons, CancellationToken ct) => SaveAsync(null, context, desk, coupons, ct));
        edit.MapPost("{coupon:guid}", (Guid coupon, HttpContext context, Desk desk, CouponDesk coupons, CancellationToken ct) => SaveAsync(new CouponId(coupon), context, desk, coupons, ct));
        edit.MapPost("{coupon:guid}/stop", (Guid coupon, HttpContext context, Desk desk, StopCoupon stop, CancellationToken ct) => StopAsync(new CouponId(coupon), true, context, desk, stop));
        edit.MapPost("{coupon:guid}/start", (Guid coupon, HttpContext context, Desk desk, StopCoupon stop, CancellationToken ct) => StopAsync(new CouponId(coupon), false, context, desk, stop));
        edit.MapPost("{coupon:guid}/codes", MakeAsync);
        edit.MapGet("{coupon:guid}/codes.csv", ExportAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Desk desk, CouponQueries coupons, CancellationToken ct)
    {
        var after = Guid.TryParse(context.Request.Query["after"], out var id) ? new CouponId(id) : (CouponId?)null;
        var page = await coupons.ListAsync(desk.Shop.Id, after, PageSize + 1, ct);
        return ConsoleRoutes.Page<CouponListPage>(context, new { Desk = desk, Coupons = page.Take(PageSize).ToList(), IsMore = page.Count > PageSize, IsFirst = after is null });
    }

    private static async Task<IResult> NewAsync(HttpContext context, Desk desk, CouponDesk coupons, CancellationToken ct) =>
        await PageAsync(context, desk, coupons, new CouponEditing(CouponEditing.Unsaved, new CouponForm(), null));

    private static async Task<IResult> ShowAsync(Guid coupon, HttpContext context, Desk desk, CouponDesk coupons, CancellationToken ct)
    {
        if (await coupons.Coupons.FindAsync(desk.Shop.Id, new CouponId(coupon), ct) is not { } view)
            return Pages.NotFound(context);
        return await PageAsync(context, desk, coupons, new CouponEditing(view, CouponForm.Of(view, desk.Shop, await coupons.ScopeAsync(desk.Shop, view.Terms, ct)), null));
    }

    private static async Task<IResult> SaveAsync(CouponId? id, HttpContext context, Desk desk, CouponDesk coupons, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } sent)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var form = CouponForm.Of(sent);
        var before = id is { } known ? await coupons.Coupons.FindAsync(desk.Shop.Id, known, ct) : null;
        if (id is not null && before is null)
            return Pages.NotFound(context);
        if (before is not null)
            form = form with { IsList = before.IsList, Code = before.Code ?? "" };
        var saved = await coupons.SaveAsync(desk, id, form, ct);
        return saved.IsOk
            ? PrivatePages.SeeOther(context, $"/console/{desk.Shop.Slug}/coupons/{saved.Value.Value:D}?done=saved")
            : await PageAsync(context, desk, coupons, new CouponEditing(before ?? CouponEditing.Unsaved, form, saved.Problem));
    }

    private static async Task<IResult> PageAsync(HttpContext context, Desk desk, CouponDesk coupons, CouponEditing editing) =>
        ConsoleRoutes.Page<CouponPage>(
            context,
            new { Desk = desk, editing.Coupon, editing.Form, editing.Problem, Categories = await coupons.CategoriesAsync(desk.Shop, context.RequestAborted), Done = context.Request.Query["done"].ToString() },
            editing.Problem?.Code.ToStatus() ?? StatusCodes.Status200OK);

    private static async Task<IResult> StopAsync(CouponId id, bool isStopped, HttpContext context, Desk desk, StopCoupon stop) =>
        await stop.RunAsync(desk.Actor, new CouponOf(desk.Shop.Id, id), isStopped, context.RequestAborted) is { } problem
            ? Pages.Error(context, problem.Code.ToStatus())
            : PrivatePages.SeeOther(context, $"/console/{desk.Shop.Slug}/coupons/{id.Value:D}?done={(isStopped ? "stopped" : "started")}");

    private static async Task<IResult> CodesAsync(Guid coupon, HttpContext context, Desk desk, CouponQueries coupons, CodeQueries codes, CancellationToken ct)
    {
        if (await coupons.FindAsync(desk.Shop.Id, new CouponId(coupon), ct) is not { IsList: true } view)
            return Pages.NotFound(context);
        return await CodesPageAsync(context, desk, view, codes, null);
    }

    private static async Task<IResult> MakeAsync(Guid coupon, HttpContext context, Desk desk, MakeCodes make, CouponQueries coupons)
    {
        var ct = context.RequestAborted;
        if (await coupons.FindAsync(desk.Shop.Id, new CouponId(coupon), ct) is not { IsList: true } view)
            return Pages.NotFound(context);
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var count = int.TryParse(form.Text("count", 10), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        var problem = await make.RunAsync(desk.Actor, new CouponOf(desk.Shop.Id, view.Id), count, form.Text("prefix", 40), ct);
        return problem is null
            ? PrivatePages.SeeOther(context, $"/console/{desk.Shop.Slug}/coupons/{coupon:D}/codes?done=made")
            : await CodesPageAsync(context, desk, view, context.RequestServices.GetRequiredService<CodeQueries>(), problem);
    }

    private static async Task<IResult> CodesPageAsync(HttpContext context, Desk desk, CouponView coupon, CodeQueries codes, Problem? problem)
    {
        var after = CouponText.Normalise(context.Request.Query["after"].ToString()) ?? "";
        var page = await codes.ListAsync(coupon, after, PageSize + 1, context.RequestAborted);
        return ConsoleRoutes.Page<CouponCodesPage>(
            context,
            new { Desk = desk, Coupon = coupon, Codes = page.Take(PageSize).ToList(), IsMore = page.Count > PageSize, Problem = problem, Done = context.Request.Query["done"].ToString() },
            problem?.Code.ToStatus() ?? StatusCodes.Status200OK);
    }

    private static async Task<IResult> ExportAsync(Guid coupon, HttpContext context, Desk desk, CouponQueries coupons, CodeQueries codes, CancellationToken ct)
    {
        if (await coupons.FindAsync(desk.Shop.Id, new CouponId(coupon), ct) is not { IsList: true } view)
            return Pages.NotFound(context);
        return Results.Stream(
            async body =>
            {
                await using var text = new StreamWriter(body, leaveOpen: true);
                await text.WriteAsync("code,used\r\n");
                await foreach (var code in codes.ExportAsync(desk.Actor, desk.Shop.Id, view, ct))
                    await text.WriteAsync($"{code.Code},{(code.IsUsed ? "yes" : "no")}\r\n");
            },
            "text/csv; charset=utf-8",
            $"coupon-codes-{coupon:N}.csv");
    }

    private static async Task<IResult> UsesAsync(Guid coupon, HttpContext context, Desk desk, CouponQueries coupons, OrderQueries orders)
    {
        var ct = context.RequestAborted;
        if (await coupons.FindAsync(desk.Shop.Id, new CouponId(coupon), ct) is not { } view)
            return Pages.NotFound(context);
        var after = Guid.TryParse(context.Request.Query["after"], out var id) ? new OrderId(id) : (OrderId?)null;
        var page = await coupons.UsesAsync(view, after, PageSize + 1, ct);
        var uses = page.Take(PageSize).ToList();
        var numbers = await orders.NumbersAsync([.. uses.Select(u => u.OrderId)], ct);
        return ConsoleRoutes.Page<CouponUsesPage>(context, new { Desk = desk, Coupon = view, Uses = uses, Numbers = numbers, IsMore = page.Count > PageSize });
    }
}
