using System.Globalization;
using Diner.Accounts.Permissions;
using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Web.Access;
using Diner.Web.Errors;
using Diner.Web.Kit;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Merchant.Settings;

/// <summary>A shop's texts, look and rules. What the operator decides, its fee above all, is not touched here.</summary>
internal static class SettingsRoutes
{
    private const int FieldCharsMax = 2_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var settings = routes.MapMerchant("settings", Permission.ShopEdit);
        settings.MapGet("", (HttpContext context, Desk desk) => ShopPage(context, desk, ShopEdit.From(desk.Shop), null));
        settings.MapPost("", SaveShopAsync);
        LogoRoutes.Map(settings);
        StyleRoutes.Map(routes, settings);
        settings.MapGet("/rules", (HttpContext context, Desk desk) => RulesPage(context, desk, desk.Shop.Settings, null));
        settings.MapPost("/rules", SaveRulesAsync);
        settings.MapGet("/limits", async (HttpContext context, Desk desk, LimitsDesk limits, CancellationToken ct) =>
            ConsoleRoutes.Page<LimitsPage>(context, new { Desk = desk, View = await limits.ReadAsync(desk.Shop.Merchant, ct) }));
        ChannelRoutes.Map(routes);
        MailRoutes.Map(routes);
    }

    private static async Task<IResult> SaveShopAsync(HttpContext context, Desk desk, EditShop editShop, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest, desk.Shop);
        string Text(string name) => form.Text(name, FieldCharsMax).Trim();
        var edit = ShopEdit.From(desk.Shop) with
        {
            Name = Text("name"),
            Tagline = Text("tagline"),
            Notice = Text("notice"),
            Contact = Text("contact"),
            TimeZone = Text("time_zone"),
            IsOpen = Text("is_open").Length > 0,
            Settings = desk.Shop.Settings with
            {
                SupportHours = Text("hours"),
                Accent = Enum.TryParse<ShopAccent>(Text("accent"), out var accent) && Enum.IsDefined(accent) ? accent : ShopAccent.Lamp,
            },
        };
        var saved = await editShop.RunAsync(desk.Actor, desk.Shop.Id, edit, ct);
        return saved.IsOk ? Done(context, desk, "") : ShopPage(context, desk, edit, saved.Problem);
    }

    private static async Task<IResult> SaveRulesAsync(HttpContext context, Desk desk, EditShop editShop, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest, desk.Shop);
        // What is no number is below every range, so its own field is the one that is refused.
        int Number(string name) => int.TryParse(form.Text(name, FieldCharsMax), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : -1;
        bool Is(string name) => form.Text(name, FieldCharsMax).Length > 0;
        var settings = desk.Shop.Settings with
        {
            HoldMinutes = Number("hold_minutes"),
            HeldKeysMaxPerContact = Number("held_keys_max_per_contact"),
            HeldKeysMaxPerAddress = Number("held_keys_max_per_address"),
            HeldKeysMaxPerDevice = Number("held_keys_max_per_device"),
            AwaitingStockHoursMax = Number("awaiting_stock_hours_max"),
            FewKeys = Number("few_keys"),
            KeySeparator = form.Text("key_separator", FieldCharsMax),
            ShowsExactStock = Is("shows_exact_stock"),
            MasksKeys = Is("masks_keys"),
            ShowsKeyEnds = Is("shows_key_ends"),
            PutsKeysInMail = Is("puts_keys_in_mail"),
            RequiresLookupPassword = Is("requires_lookup_password"),
            RoutesByFee = Is("routes_by_fee"),
        };
        var saved = await editShop.RunAsync(desk.Actor, desk.Shop.Id, ShopEdit.From(desk.Shop) with { Settings = settings }, ct);
        return saved.IsOk ? Done(context, desk, "/rules") : RulesPage(context, desk, settings, saved.Problem);
    }

    private static IResult Done(HttpContext context, Desk desk, string tab) => PrivatePages.SeeOther(context, $"/console/{desk.Shop.Slug}/settings{tab}?saved=1");

    private static IResult ShopPage(HttpContext context, Desk desk, ShopEdit edit, Problem? problem) =>
        ConsoleRoutes.Page<ShopSettingsPage>(context, new { Desk = desk, Edit = edit, Problem = problem, IsSaved = IsSaved(context, problem) }, Status(problem));

    private static IResult RulesPage(HttpContext context, Desk desk, ShopSettings settings, Problem? problem) =>
        ConsoleRoutes.Page<RulesPage>(context, new { Desk = desk, Settings = settings, Problem = problem, IsSaved = IsSaved(context, problem) }, Status(problem));

    private static bool IsSaved(HttpContext context, Problem? problem) => problem is null && context.Request.Query.ContainsKey("saved");

    private static int Status(Problem? problem) => problem is null ? StatusCodes.Status200OK : problem.Field is null ? problem.Code.ToStatus() : StatusCodes.Status422UnprocessableEntity;
}
