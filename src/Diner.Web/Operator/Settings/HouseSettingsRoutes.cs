using System.Globalization;
using Diner.Accounts.Permissions;
using Diner.Data.Settings;
using Diner.Kernel;
using Diner.Web.Access;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Operator.Settings;

/// <summary>The settings of the house, with who changed what when.</summary>
internal static class HouseSettingsRoutes
{
    private const int FieldCharsMax = 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var settings = routes.MapOperator("settings", Permission.OperatorSettingsEdit);
        settings.MapGet("", ShowAsync);
        settings.MapPost("", SaveAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, Desk desk, SettingsBook book, CancellationToken ct) =>
        Page(context, new HouseSettingsView(desk, await book.LatestAsync(ct), await book.HistoryAsync(ct)) { Note = context.Request.Query["note"].ToString() }, StatusCodes.Status200OK);

    private static async Task<IResult> SaveAsync(HttpContext context, Desk desk, SettingsBook book, SaveSettings save, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var typed = new HouseSettings
        {
            OperatorIdleMinutes = Number(form, nameof(HouseSettings.OperatorIdleMinutes)),
            MerchantIdleMinutes = Number(form, nameof(HouseSettings.MerchantIdleMinutes)),
            OperatorSessionHours = Number(form, nameof(HouseSettings.OperatorSessionHours)),
            MerchantSessionHours = Number(form, nameof(HouseSettings.MerchantSessionHours)),
            PasswordDays = Number(form, nameof(HouseSettings.PasswordDays)),
            FeeReturnedPercent = Number(form, nameof(HouseSettings.FeeReturnedPercent)),
            PayoutDays = Number(form, nameof(HouseSettings.PayoutDays)),
            PayoutReserveDays = Number(form, nameof(HouseSettings.PayoutReserveDays)),
            PayoutNewPercent = Number(form, nameof(HouseSettings.PayoutNewPercent)),
            PayoutDisputePercent = Number(form, nameof(HouseSettings.PayoutDisputePercent)),
            PayoutTwoPeopleAbove = Number(form, nameof(HouseSettings.PayoutTwoPeopleAbove)),
            PayoutCoolDownHours = Number(form, nameof(HouseSettings.PayoutCoolDownHours)),
            PayoutMinimum = Number(form, nameof(HouseSettings.PayoutMinimum)),
        };
        if (await save.RunAsync(desk.Actor, typed, Number(form, "version"), ct) is not { } problem)
            return PrivatePages.SeeOther(context, "/operator/settings?note=saved");
        if (problem.Code == ProblemCode.WrongState)
            return PrivatePages.SeeOther(context, "/operator/settings?note=changed");
        var latest = await book.LatestAsync(ct);
        return Page(context, new HouseSettingsView(desk, latest with { Settings = typed }, await book.HistoryAsync(ct)) { Problem = problem }, StatusCodes.Status422UnprocessableEntity);
    }

    // What is no number is out of every setting's limits.
    private static int Number(IFormCollection form, string name) =>
        int.TryParse(form.Text(name, FieldCharsMax), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static IResult Page(HttpContext context, HouseSettingsView view, int status) => ConsoleRoutes.Page<HouseSettingsPage>(context, new { View = view }, status);
}

/// <summary>What the page of settings shows.</summary>
/// <param name="Desk">Who.</param>
/// <param name="Latest">The version that counts, with what was typed when it was refused.</param>
/// <param name="History">All versions, newest first.</param>
public sealed record HouseSettingsView(Desk Desk, SettingsVersion Latest, IReadOnlyList<SettingsVersion> History)
{
    /// <summary>What is wrong with what was typed, or null.</summary>
    public Problem? Problem { get; init; }

    /// <summary>What was done last, as the end of a text's name.</summary>
    public string Note { get; init; } = "";
}
