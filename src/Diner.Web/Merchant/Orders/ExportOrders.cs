using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Diner.Catalog.Shops;
using Diner.Data.LongWork;
using Diner.Kernel;
using Diner.Ordering.Browse;
using Diner.Ordering.Orders;
using Diner.Payments.Channels;
using Diner.Web.Kit;
using Diner.Web.Text;
using Microsoft.Extensions.Localization;
using MiniExcelLibs;

namespace Diner.Web.Merchant.Orders;

/// <summary>What to take out.</summary>
/// <param name="Query">The list's filter.</param>
/// <param name="Format"><c>csv</c> or <c>xlsx</c>.</param>
/// <param name="Language">Of headings and states.</param>
public sealed record OrdersExport(OrdersQuery Query, string Format, string Language);

/// <summary>
/// Writes the orders of a list to a file, newest first, as long work: it only reads, so that it may run again from its start. CSV grows with
/// the list; a workbook is made in memory and therefore limited.
/// </summary>
internal sealed class ExportOrders(OrdersDesk desk, OrderLists lists, OrderRowWords words) : ILongWork
{
    public const string KindName = "orders.export";
    public const string Csv = "csv";
    public const string Xlsx = "xlsx";

    private const int PageSize = 1_000;
    private const int WorkbookRowsMax = 200_000;

    public string Kind => KindName;

    public async Task<WorkEnd> RunAsync(WorkRun run, CancellationToken ct)
    {
        var export = run.Arguments<OrdersExport>();
        var shop = await words.ShopAsync(run.Shop ?? throw new InvariantException("an export of orders is of one shop"), ct);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(export.Language);
        var filter = await desk.FilterAsync(shop, export.Query, null, ct);
        return export.Format == Xlsx ? await WorkbookAsync(run, shop, filter, ct) : await TextAsync(run, shop, filter, ct);
    }

    private async Task<WorkEnd> TextAsync(WorkRun run, ShopView shop, OrderFilter filter, CancellationToken ct)
    {
        var output = await run.CreateOutputAsync($"orders-{shop.Slug}.csv", "text/csv; charset=utf-8", ct);
        await using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await text.WriteLineAsync(string.Join(',', words.Headings().Select(SheetCell.Csv)).AsMemory(), ct);
        var rows = 0;
        await foreach (var cells in RowsAsync(run, shop, filter, ct))
        {
            await text.WriteLineAsync(string.Join(',', cells.Select(SheetCell.Csv)).AsMemory(), ct);
            rows++;
        }

        return WorkEnd.Done(new { rows });
    }

    private async Task<WorkEnd> WorkbookAsync(WorkRun run, ShopView shop, OrderFilter filter, CancellationToken ct)
    {
        var headings = words.Headings();
        var rows = new List<Dictionary<string, object>>();
        await foreach (var cells in RowsAsync(run, shop, filter, ct))
        {
            if (rows.Count == WorkbookRowsMax)
                return WorkEnd.Refused(new Problem(ProblemCode.LimitReached, $"A workbook takes at most {WorkbookRowsMax} orders. Export as CSV, or narrow the list.") { Reason = "orders_workbook", Values = [$"{WorkbookRowsMax}"] });
            rows.Add(headings.Zip(cells).ToDictionary(cell => cell.First, cell => (object)SheetCell.Harmless(cell.Second)));
        }

        using var workbook = new MemoryStream();
        workbook.SaveAs(rows.Count > 0 ? rows : [headings.ToDictionary(heading => heading, _ => (object)"")]);
        workbook.Position = 0;
        var output = await run.CreateOutputAsync($"orders-{shop.Slug}.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ct);
        await workbook.CopyToAsync(output, ct);
        return WorkEnd.Done(new { rows = rows.Count });
    }

    private async IAsyncEnumerable<string[]> RowsAsync(WorkRun run, ShopView shop, OrderFilter filter, [EnumeratorCancellation] CancellationToken ct)
    {
        var channels = await words.ChannelsAsync(shop, ct);
        OrderId? after = null;
        var rows = 0;
        do
        {
            var page = await lists.Orders.PageAsync(filter, after, PageSize, ct);
            foreach (var order in page.Orders)
                yield return words.Cells(order, shop, channels);
            rows += page.Orders.Count;
            run.Report(rows, 0, "");
            after = page.After;
        }
        while (after is not null);
    }
}

/// <summary>An order as a row of words.</summary>
internal sealed class OrderRowWords(Shops shops, Channels channels, IStringLocalizer<DeskText> desk, IStringLocalizer<OrderText> order)
{
    public async Task<ShopView> ShopAsync(ShopId id, CancellationToken ct) => await shops.FindAsync(id, ct) ?? throw new InvariantException($"shop {id.Value} is gone");

    public async Task<IReadOnlyDictionary<ChannelId, string>> ChannelsAsync(ShopView shop, CancellationToken ct) =>
        (await channels.ListAsync(shop.Id, ct)).ToDictionary(channel => channel.Id, channel => channel.Name);

    public string[] Headings() =>
    [
        order["OrderNo"], desk["State"], order["Goods"], desk["Variant"], order["Quantity"], order["Amount"], desk["Currency"], desk["Channel"], desk["Email"],
        order["PlacedAt"], order["PaidAt"], order["DeliveredAt"],
    ];

    public string[] Cells(OrderView row, ShopView shop, IReadOnlyDictionary<ChannelId, string> names) =>
    [
        row.OrderNo, order[$"Status{row.Status}"], row.ProductName, row.VariantName, row.Quantity.ToString(CultureInfo.InvariantCulture),
        row.Amount.Major.ToString(CultureInfo.InvariantCulture), row.Amount.Currency.Code, row.Amount.IsZero ? order["Free"] : names.GetValueOrDefault(row.ChannelId, ""), row.ContactEmail,
        ShopTime.Moment(row.CreatedAt, shop), Moment(row.PaidAt, shop), Moment(row.DeliveredAt, shop),
    ];

    private static string Moment(DateTimeOffset? time, ShopView shop) => time is { } at ? ShopTime.Moment(at, shop) : "";
}
