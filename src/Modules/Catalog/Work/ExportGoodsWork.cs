using Diner.Catalog.Goods;
using Diner.Catalog.Products;
using Diner.Catalog.Sheets;
using Diner.Catalog.Shops;
using Diner.Data.LongWork;
using Diner.Kernel;

namespace Diner.Catalog.Work;

/// <summary>Which goods are written, and how. Stored with the work.</summary>
internal sealed record ExportGoodsArguments(FilterArguments Filter, SheetKind Kind);

/// <summary>What an export of goods wrote, as the page of the work shows it.</summary>
internal sealed record GoodsExported(int Rows);

/// <summary>Writes goods to a sheet that can be brought back. It only reads, so it may run again from its start.</summary>
internal sealed class ExportGoodsWork(GoodsQueries goods, Shops.Shops shops) : ILongWork
{
    private const int PageSize = 200;

    public string Kind => GoodsWork.Export;

    public async Task<WorkEnd> RunAsync(WorkRun run, CancellationToken ct)
    {
        var args = run.Arguments<ExportGoodsArguments>();
        var shop = await shops.FindAsync(run.Shop!.Value, ct) ?? throw new InvariantException("an export of goods is of a shop");
        var rows = await ReadAsync(run, shop, args.Filter.ToFilter(), ct);
        using var sheet = new MemoryStream();
        var isCsv = args.Kind == SheetKind.Csv;
        if (isCsv)
            SheetFile.WriteCsv(sheet, rows);
        else
            SheetFile.WriteXlsx(sheet, rows);
        sheet.Position = 0;
        var output = isCsv
            ? await run.CreateOutputAsync($"{shop.Slug}-goods.csv", "text/csv; charset=utf-8", ct)
            : await run.CreateOutputAsync($"{shop.Slug}-goods.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ct);
        await sheet.CopyToAsync(output, ct);
        return WorkEnd.Done(new GoodsExported(rows.Count));
    }

    private async Task<List<SheetRow>> ReadAsync(WorkRun run, ShopView shop, GoodsFilter filter, CancellationToken ct)
    {
        var categories = (await goods.CategoriesAsync(shop.Id, ct)).ToDictionary(c => c.Id, c => c.Category.Slug);
        var total = await goods.CountAsync(shop.Id, filter, ct);
        var (rows, done) = (new List<SheetRow>(), 0);
        IReadOnlyList<GoodsItem> page;
        ProductId? after = null;
        do
        {
            page = await goods.ListAsync(shop.Id, filter with { After = after }, PageSize, ct);
            rows.AddRange(page.SelectMany(item => SheetRows.Of(item, shop.Currency, categories)));
            run.Report(done += page.Count, total, "goods.reading");
            after = page.Count > 0 ? page[^1].Id : null;
        }
        while (page.Count == PageSize);
        return rows;
    }
}
