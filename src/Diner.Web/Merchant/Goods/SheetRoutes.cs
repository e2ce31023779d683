using Diner.Catalog.Goods;
using Diner.Catalog.Sheets;
using Diner.Kernel;
using Diner.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Merchant.Goods;

/// <summary>Goods as a file: out for whoever sees them, in for whoever may change them.</summary>
internal static class SheetRoutes
{
    private const int PageSize = 200;

    public static void Map(RouteGroupBuilder view, RouteGroupBuilder edit)
    {
        view.MapGet("export.csv", (Desk desk, GoodsQueries goods, CancellationToken ct) => ExportAsync(desk, goods, isCsv: true, ct));
        view.MapGet("export.xlsx", (Desk desk, GoodsQueries goods, CancellationToken ct) => ExportAsync(desk, goods, isCsv: false, ct));
        edit.MapGet("import", (HttpContext context, Desk desk) => ConsoleRoutes.Page<ImportPage>(context, new { Desk = desk }));
    }

    private static async Task<IResult> ExportAsync(Desk desk, GoodsQueries goods, bool isCsv, CancellationToken ct)
    {
        var categories = (await goods.CategoriesAsync(desk.Shop.Id, ct)).ToDictionary(c => c.Id, c => c.Category.Slug);
        var rows = new List<SheetRow>();
        IReadOnlyList<GoodsItem> page;
        ProductId? after = null;
        do
        {
            page = await goods.ListAsync(desk.Shop.Id, new GoodsFilter(After: after), PageSize, ct);
            rows.AddRange(page.SelectMany(item => SheetRows.Of(item, desk.Shop.Currency, categories)));
            after = page.Count > 0 ? page[^1].Id : null;
        }
        while (page.Count == PageSize);

        var file = new MemoryStream();
        if (isCsv)
            SheetFile.WriteCsv(file, rows);
        else
            SheetFile.WriteXlsx(file, rows);
        return isCsv
            ? Results.File(file.ToArray(), "text/csv; charset=utf-8", $"{desk.Shop.Slug}-goods.csv")
            : Results.File(file.ToArray(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{desk.Shop.Slug}-goods.xlsx");
    }
}
