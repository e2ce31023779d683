using Diner.Accounts.Permissions;
using Diner.Web.Access;
using Diner.Web.Kit;
using Diner.Web.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Diner.Web.Merchant.Insights;

/// <summary>What a shop's trade looks like: when it sells, who buys, what is to be bought again. Each table is a file too.</summary>
internal static class InsightsRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var insights = routes.MapMerchant("insights", Permission.MoneyView);
        insights.MapGet("", ShowAsync);
        insights.MapGet("/{table:alpha}.{format:alpha}", TakeOutAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, Desk desk, InsightsDesk insights) =>
        ConsoleRoutes.Page<InsightsPage>(context, new { Desk = desk, View = await insights.ViewAsync(desk.Shop, context.Request.Query, context.RequestAborted) });

    private static async Task<IResult> TakeOutAsync([AsParameters] TableName name, HttpContext context, Desk desk, InsightsDesk insights, IStringLocalizer<InsightsText> text)
    {
        var view = await insights.ViewAsync(desk.Shop, context.Request.Query, context.RequestAborted);
        return InsightsTables.Of(name.Table, view, text) is var (headings, rows)
            ? TableFile.Of(name.Format, $"{name.Table}-{desk.Shop.Slug}-{view.From:yyyyMMdd}-{view.To:yyyyMMdd}", headings, rows)
            : Results.NotFound();
    }
}

/// <summary>Which table, and as what.</summary>
internal readonly record struct TableName(string Table, string Format);
