using System.Globalization;
using Diner.Accounts.Invitations;
using Diner.Accounts.Merchants;
using Diner.Accounts.Permissions;
using Diner.Catalog.Limits;
using Diner.Catalog.Shops;
using Diner.Data.Access;
using Diner.Kernel;
using Diner.Web.Access;
using Diner.Web.Languages;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Operator.Merchants;

/// <summary>Admitting merchants, opening their shops, limiting what they may have, suspending them.</summary>
internal static class MerchantsRoutes
{
    private const int FieldCharsMax = 1_000;
    private const int PageSize = 50;

    private static readonly string[] LimitFields = ["shops_max", "products_max", "keys_max"];
    private static readonly string[] Notes = ["Admitted", "ShopOpened", "LimitsSaved", "OwnerInvited", "WasSuspended", "WasResumed"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var merchants = routes.MapOperator("merchants", Permission.OperatorMerchantsView);
        merchants.MapGet("", (HttpContext context, Desk desk, MerchantFiles files) => ListAsync(context, desk, files, new { }));
        merchants.MapGet("/{id:guid}", (Guid id, HttpContext context, Desk desk, MerchantFiles files) => PageAsync(context, (desk, files), id, new { Note = NoteOf(context) }));
        ShopTermsRoutes.Map(merchants);
        var edit = merchants.MapGroup("").Needs(Permission.OperatorMerchantsEdit);
        edit.MapPost("", AdmitAsync);
        edit.MapPost("/{id:guid}/shops", OpenShopAsync);
        edit.MapPost("/{id:guid}/limits", SetLimitsAsync);
        edit.MapPost("/{id:guid}/owner", InviteOwnerAsync);
        edit.MapPost("/{id:guid}/suspend", SuspendAsync);
        edit.MapPost("/{id:guid}/resume", ResumeAsync);
    }

    private static async Task<IResult> AdmitAsync(HttpContext context, Desk desk, OpenMerchant open, MerchantFiles files, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var name = form.Text("name", FieldCharsMax);
        var opened = await open.RunAsync(desk.Actor, name, ct);
        return opened.IsOk ? Done(context, opened.Value.Value, "Admitted") : await ListAsync(context, desk, files, new { Name = name, IsWrong = true });
    }

    private static async Task<IResult> OpenShopAsync(Guid id, HttpContext context, Desk desk, OpenShop open, MerchantFiles files)
    {
        if (await FormAsync(context, files, id) is not { } form)
            return Pages.NotFound(context);
        var typed = new MerchantForm { Slug = form.Text("slug", FieldCharsMax).Trim(), Name = form.Text("name", FieldCharsMax).Trim(), Currency = form.Text("currency", FieldCharsMax) is { Length: > 0 } chosen ? chosen : CurrencyCode.Cny.Code };
        if (!CurrencyCode.TryParse(typed.Currency, out var currency))
            return await PageAsync(context, (desk, files), id, new { Form = typed, Problem = new Problem(ProblemCode.InvalidRequest, "Choose a currency of the list.", "currency") });
        var opened = await open.RunAsync(desk.Actor, new NewShop(typed.Slug, typed.Name, currency) { Merchant = new MerchantId(id) }, context.RequestAborted);
        return opened.IsOk ? Done(context, id, "ShopOpened") : await PageAsync(context, (desk, files), id, new { Form = typed, opened.Problem });
    }

    private static async Task<IResult> SetLimitsAsync(Guid id, HttpContext context, Desk desk, SetLimits set, MerchantFiles files)
    {
        if (await FormAsync(context, files, id) is not { } form)
            return Pages.NotFound(context);
        var typed = LimitFields.ToDictionary(field => field, field => form.Text(field, FieldCharsMax).Trim());
        var merchant = new MerchantId(id);
        var name = (await files.FindAsync(merchant, context.RequestAborted))!.Merchant.Name;
        var saved = await set.RunAsync(desk.Actor, merchant, name, new MerchantLimits(Limit(typed["shops_max"]), Limit(typed["products_max"]), Limit(typed["keys_max"])), context.RequestAborted);
        return saved.IsOk ? Done(context, id, "LimitsSaved") : await PageAsync(context, (desk, files), id, new { Form = new MerchantForm { Limits = typed }, saved.Problem });
    }

    // Empty is no limit; what is no number is below every range, so its own field is the one that is refused.
    private static int? Limit(string text) => text.Length == 0 ? null : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static async Task<IResult> InviteOwnerAsync(Guid id, HttpContext context, Desk desk, InviteStaff invite, MerchantFiles files)
    {
        if (await FormAsync(context, files, id) is not { } form)
            return Pages.NotFound(context);
        var email = form.Text("email", FieldCharsMax).Trim();
        var invited = await invite.RunAsync(desk.Actor, new StaffInvite(new MerchantId(id), email, [Role.Owner], Language.Of(context)), context.RequestAborted);
        return invited.IsOk ? Done(context, id, "OwnerInvited") : await PageAsync(context, (desk, files), id, new { Form = new MerchantForm { Email = email }, Problem = invited.Problem with { Field = "email" } });
    }

    private static async Task<IResult> SuspendAsync(Guid id, HttpContext context, Desk desk, CloseMerchant close, MerchantFiles files)
    {
        if (await FormAsync(context, files, id) is not { } form)
            return Pages.NotFound(context);
        return await close.SuspendAsync(desk.Actor, new MerchantId(id), form.Text("why", FieldCharsMax), context.RequestAborted) is { } problem
            ? await PageAsync(context, (desk, files), id, new { Problem = problem })
            : Done(context, id, "WasSuspended");
    }

    private static async Task<IResult> ResumeAsync(Guid id, HttpContext context, Desk desk, CloseMerchant close) =>
        await close.ResumeAsync(desk.Actor, new MerchantId(id), context.RequestAborted) is null ? Done(context, id, "WasResumed") : Pages.NotFound(context);

    private static async Task<IFormCollection?> FormAsync(HttpContext context, MerchantFiles files, Guid id) =>
        await files.FindAsync(new MerchantId(id), context.RequestAborted) is null ? null : await PrivatePages.ReadFormAsync(context.Request, context.RequestAborted) ?? FormCollection.Empty;

    private static async Task<IResult> ListAsync(HttpContext context, Desk desk, MerchantFiles files, object more)
    {
        MerchantId? after = Guid.TryParse(context.Request.Query["after"], out var last) ? new MerchantId(last) : null;
        var found = await files.ListAsync(after, PageSize + 1, context.RequestAborted);
        var parameters = new RouteValueDictionary(more) { ["Desk"] = desk, ["Merchants"] = found.Take(PageSize).ToList() };
        if (found.Count > PageSize)
            parameters["Next"] = found[PageSize - 1].Id.Value;
        return ConsoleRoutes.Page<MerchantListPage>(context, parameters, parameters.ContainsKey("IsWrong") ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IResult> PageAsync(HttpContext context, (Desk Desk, MerchantFiles Files) at, Guid id, object more)
    {
        if (await at.Files.FindAsync(new MerchantId(id), context.RequestAborted) is not { } file)
            return Pages.NotFound(context);
        var parameters = new RouteValueDictionary(more) { ["Desk"] = at.Desk, ["View"] = file };
        return ConsoleRoutes.Page<MerchantPage>(context, parameters, parameters.ContainsKey("Note") ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static string? NoteOf(HttpContext context) => Array.Find(Notes, note => note == context.Request.Query["note"]);

    private static IResult Done(HttpContext context, Guid id, string note) => PrivatePages.SeeOther(context, $"/operator/merchants/{id:D}?note={note}");
}
