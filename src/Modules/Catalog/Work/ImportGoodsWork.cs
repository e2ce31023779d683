using Diner.Catalog.Sheets;
using Diner.Data.LongWork;

namespace Diner.Catalog.Work;

/// <summary>In which language the list of what is refused is written. Stored with the work.</summary>
internal sealed record ImportGoodsArguments(string? Language);

/// <summary>What an import of goods did, as the page of the work shows it.</summary>
internal sealed record GoodsImported(int Changed, int Unchanged, int Refused);

/// <summary>
/// Takes in a sheet that came in: all of it or nothing. What is wrong with it is the output, a row each. Run again after a crash it finds
/// what it wrote unchanged.
/// </summary>
internal sealed class ImportGoodsWork(ImportGoods import, RefusalLists lists) : ILongWork
{
    public string Kind => GoodsWork.Import;

    public async Task<WorkEnd> RunAsync(WorkRun run, CancellationToken ct)
    {
        run.Report(0, 0, "goods.reading");
        var rows = SheetFile.Read(await ReadAsync(run, ct));
        if (!rows.IsOk)
            return WorkEnd.Refused(rows.Problem);
        run.Report(0, rows.Value.Count, "goods.writing");
        var taken = await import.RunAsync(run.Actor, run.Shop!.Value, rows.Value, work => run.HoldAsync(work, ct), ct);
        if (!taken.IsOk)
            return WorkEnd.Refused(taken.Problem);
        run.Report(rows.Value.Count, rows.Value.Count, "");
        var plan = taken.Value;
        if (plan.Errors.Count == 0)
            return WorkEnd.Done(new GoodsImported(plan.Rows.Count, plan.Unchanged, 0));
        await GoodsWork.WriteReportAsync(run, "refused-rows.csv", lists.OfRows(plan, rows.Value, run.Arguments<ImportGoodsArguments>().Language ?? ""), ct);
        return WorkEnd.Done(new GoodsImported(0, 0, plan.Errors.Select(error => error.Row).Distinct().Count()));
    }

    private static async Task<byte[]> ReadAsync(WorkRun run, CancellationToken ct)
    {
        await using var file = await run.OpenInputAsync(ct);
        using var content = new MemoryStream();
        await file.CopyToAsync(content, ct);
        return content.ToArray();
    }
}
