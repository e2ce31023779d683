using Diner.Accounts.Permissions;
using Diner.Catalog.Shops;
using Diner.Catalog.Styles;
using Diner.Data.Access;
using Diner.Web.Access;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Operator.Merchants;

/// <summary>A merchant's shop, as the address names it.</summary>
internal sealed record ShopOf(Guid Id, string Slug);

/// <summary>What the operator decides about one shop of a merchant.</summary>
internal static class ShopTermsRoutes
{
    private const int FieldCharsMax = 1_000;

    private static readonly string[] Notes = ["TermsSaved", "DomainSaved", "StyleAllowed", "StyleForbidden"];

    public static void Map(RouteGroupBuilder merchants)
    {
        merchants.MapGet("/{id:guid}/shops/{slug}", ([AsParameters] ShopOf which, HttpContext context, Desk desk, MerchantFiles files) =>
            PageAsync(context, (desk, files), which, new { Note = Array.Find(Notes, note => note == context.Request.Query["note"]) }));
        merchants.MapPost("/{id:guid}/shops/{slug}", SaveAsync).Needs(Permission.OperatorMerchantsEdit);
        merchants.MapPost("/{id:guid}/shops/{slug}/domain", NameAsync).Needs(Permission.OperatorMerchantsEdit);
        merchants.MapPost("/{id:guid}/shops/{slug}/style", StyleAsync).Needs(Permission.OperatorMerchantsEdit);
    }

    private static async Task<IResult> SaveAsync([AsParameters] ShopOf which, HttpContext context, Desk desk, SetTerms set, MerchantFiles files)
    {
        if (await files.ShopAsync(which, context.RequestAborted) is not { } found)
            return Pages.NotFound(context);
        if (await PrivatePages.ReadFormAsync(context.Request, context.RequestAborted) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var terms = new ShopTerms(form.Text("fee", FieldCharsMax).Trim(), form.Text("order_max", FieldCharsMax).Trim());
        var wanted = terms.ToEdit(found.Shop);
        var problem = wanted.Problem;
        if (wanted.IsOk)
            problem = (await set.RunAsync(desk.Actor, found.Shop.Id, wanted.Value, context.RequestAborted)).Problem;
        return problem is null
            ? Done(context, which, "TermsSaved")
            : await PageAsync(context, (desk, files), which, new { Terms = terms, Problem = problem });
    }

    private static async Task<IResult> NameAsync([AsParameters] ShopOf which, HttpContext context, Desk desk, DomainDesk domains)
    {
        if (await domains.Files.ShopAsync(which, context.RequestAborted) is not { } found)
            return Pages.NotFound(context);
        if (await PrivatePages.ReadFormAsync(context.Request, context.RequestAborted) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var typed = form.Text("domain", FieldCharsMax).Trim();
        return await domains.SetAsync(desk.Actor, found.Shop.Id, typed, context.Request) is { } problem
            ? await PageAsync(context, (desk, domains.Files), which, new { Domain = typed, Problem = problem })
            : Done(context, which, "DomainSaved");
    }

    private static async Task<IResult> StyleAsync([AsParameters] ShopOf which, HttpContext context, Desk desk, AllowStyle allow, MerchantFiles files)
    {
        if (await files.ShopAsync(which, context.RequestAborted) is not { } found)
            return Pages.NotFound(context);
        if (await PrivatePages.ReadFormAsync(context.Request, context.RequestAborted) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var isAllowed = form["allowed"] == "yes";
        await allow.RunAsync(desk.Actor, found.Shop.Id, isAllowed, context.RequestAborted);
        return Done(context, which, isAllowed ? "StyleAllowed" : "StyleForbidden");
    }

    private static IResult Done(HttpContext context, ShopOf which, string note) => PrivatePages.SeeOther(context, $"/operator/merchants/{which.Id:D}/shops/{which.Slug}?note={note}");

    private static async Task<IResult> PageAsync(HttpContext context, (Desk Desk, MerchantFiles Files) at, ShopOf which, object more)
    {
        if (await at.Files.ShopAsync(which, context.RequestAborted) is not { } found)
            return Pages.NotFound(context);
        var parameters = new RouteValueDictionary(more) { ["Desk"] = at.Desk, ["Shop"] = found.Shop, ["Merchant"] = found.Merchant };
        parameters.TryAdd("Terms", ShopTerms.Of(found.Shop));
        return ConsoleRoutes.Page<ShopTermsPage>(context, parameters, parameters.ContainsKey("Problem") ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}
