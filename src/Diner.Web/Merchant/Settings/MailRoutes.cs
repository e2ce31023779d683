using Diner.Accounts.Permissions;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Delivery.Mail;
using Diner.Kernel;
using Diner.Ordering.Lookup;
using Diner.Ordering.Orders;
using Diner.Web.Access;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Merchant.Settings;

/// <summary>The words of a shop's mails.</summary>
internal static class MailRoutes
{
    private const int FieldCharsMax = 4_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var mails = routes.MapMerchant("settings/mails", Permission.ShopEdit);
        mails.MapGet("", (HttpContext context, Desk desk) => ConsoleRoutes.Page<MailsPage>(context, new { Desk = desk, Note = context.Request.Query["note"].ToString() is "MailSaved" or "MailReset" ? context.Request.Query["note"].ToString() : null }));
        mails.MapGet("/{template}/{locale}", ShowAsync);
        mails.MapPost("/{template}/{locale}", ChangeAsync);
    }

    private static async Task<IResult> ShowAsync(string template, string locale, HttpContext context, Desk desk, MailDesk mails) =>
        Of(desk.Shop, template, locale) is { } letter ? await mails.PageAsync(context, desk, letter) : Pages.NotFound(context, desk.Shop);

    private static async Task<IResult> ChangeAsync(string template, string locale, HttpContext context, Desk desk, MailDesk mails)
    {
        if (Of(desk.Shop, template, locale) is not { } before)
            return Pages.NotFound(context, desk.Shop);
        if (await PrivatePages.ReadFormAsync(context.Request, context.RequestAborted) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest, desk.Shop);
        var typed = before with { Subject = form.Text("subject", FieldCharsMax).Trim(), Heading = form.Text("heading", FieldCharsMax).Trim(), Body = form.Text("body", FieldCharsMax).Trim() };
        return form.Text("do", FieldCharsMax) switch
        {
            "save" => await mails.SaveAsync(context, desk, typed),
            "reset" => await mails.ResetAsync(context, desk, typed),
            _ => await mails.PageAsync(context, desk, typed),
        };
    }

    private static ShopLetter? Of(ShopView shop, string template, string locale) => !LetterTemplates.Names.Contains(template) || locale is not ("zh-CN" or "en")
        ? null
        : shop.Settings.Letters.FirstOrDefault(letter => letter.Template == template && letter.Locale == locale) ?? LetterTemplates.Default(template, locale);
}

/// <summary>Shows a mail's words with a real order, and keeps them.</summary>
internal sealed class MailDesk(LetterTemplates templates, OrderQueries orders, EditShop editShop, TimeProvider clock)
{
    public async Task<IResult> PageAsync(HttpContext context, Desk desk, ShopLetter letter, Problem? problem = null)
    {
        var newest = (await orders.NewestAsync(desk.Shop.Id, 1, context.RequestAborted)).FirstOrDefault();
        var order = newest ?? Sample(desk.Shop);
        var shown = templates.Preview(letter, order, desk.Shop);
        return ConsoleRoutes.Page<MailPage>(
            context,
            new { Desk = desk, Letter = letter, Shown = shown.Value, order.OrderNo, IsSample = newest is null, Problem = problem ?? shown.Problem },
            problem is null && shown.IsOk ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    public async Task<IResult> SaveAsync(HttpContext context, Desk desk, ShopLetter letter)
    {
        if (templates.Preview(letter, Sample(desk.Shop), desk.Shop).Problem is { } problem)
            return await PageAsync(context, desk, letter, problem);
        return await KeepAsync(context, desk, letter, [.. Others(desk.Shop, letter), letter], "MailSaved");
    }

    public Task<IResult> ResetAsync(HttpContext context, Desk desk, ShopLetter letter) => KeepAsync(context, desk, letter, [.. Others(desk.Shop, letter)], "MailReset");

    private async Task<IResult> KeepAsync(HttpContext context, Desk desk, ShopLetter letter, IReadOnlyList<ShopLetter> letters, string note)
    {
        var edit = ShopEdit.From(desk.Shop) with { Settings = desk.Shop.Settings with { Letters = letters } };
        var saved = await editShop.RunAsync(desk.Actor, desk.Shop.Id, edit, context.RequestAborted);
        return saved.IsOk
            ? PrivatePages.SeeOther(context, $"/console/{desk.Shop.Slug}/settings/mails?note={note}")
            : await PageAsync(context, desk, letter, saved.Problem);
    }

    private static IEnumerable<ShopLetter> Others(ShopView shop, ShopLetter letter) =>
        shop.Settings.Letters.Where(other => other.Template != letter.Template || other.Locale != letter.Locale);

    // Stands in until the shop has an order.
    private OrderView Sample(ShopView shop)
    {
        var now = clock.GetUtcNow();
        return new OrderView(
            default, "D261125-SAMPLE", shop.Id, OrderStatus.Delivered, default, default, "游戏点卡", "100 元", GoodsKind.OneTime, 2,
            new Money(19_600, shop.Currency), default, "buyer@example.com", "zh-CN", now, now, now, now);
    }
}
