using System.Globalization;
using Diner.Accounts.Permissions;
using Diner.Kernel;
using Diner.Web.Access;
using Diner.Web.Kit;
using Diner.Web.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Diner.Web.Merchant.Books;

/// <summary>The books of a shop: what it is owed, day by day, and what its channels hold; also as a file.</summary>
internal static class BooksRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var books = routes.MapMerchant("books", Permission.MoneyView);
        books.MapGet("", ShowAsync);
        books.MapGet("/statement.{format:alpha}", TakeOutAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, Desk desk, StatementDesk statements, CancellationToken ct) =>
        ConsoleRoutes.Page<StatementPage>(context, new { Desk = desk, View = await ViewAsync(context, desk, statements, ct) });

    private static async Task<IResult> TakeOutAsync(string format, HttpContext context, Desk desk, StatementDesk statements, IStringLocalizer<BooksText> text, CancellationToken ct)
    {
        var view = await ViewAsync(context, desk, statements, ct);
        string[] headings = [text["Day"], text["Credited"], text["Debited"], text["OwedThen"], text["Currency"]];
        var rows = view.Days.Select(day => new[] { day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Major(day.CreditMinor), Major(day.DebitMinor), Major(day.OwedMinor), desk.Shop.Currency.Code }).ToList();
        return TableFile.Of(format, $"statement-{desk.Shop.Slug}-{view.From:yyyyMMdd}-{view.To:yyyyMMdd}", headings, rows);

        string Major(long minor) => new Money(minor, desk.Shop.Currency).ToMajorString();
    }

    private static Task<StatementView> ViewAsync(HttpContext context, Desk desk, StatementDesk statements, CancellationToken ct) =>
        statements.ViewAsync(desk.Shop, context.Request.Query["from"], context.Request.Query["to"], ct);
}
