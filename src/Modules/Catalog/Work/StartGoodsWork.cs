using Diner.Catalog.Editing;
using Diner.Catalog.Goods;
using Diner.Catalog.Sheets;
using Diner.Data.Audit;
using Diner.Data.Files;
using Diner.Data.LongWork;
using Diner.Kernel;

namespace Diner.Catalog.Work;

/// <summary>Whose goods, and who may see the work.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Title">What the work is about, for a reader: a file's name.</param>
/// <param name="Permission">Who has it may see the work.</param>
public sealed record GoodsTask(ShopId Shop, string Title, string Permission)
{
    /// <summary>Of the list of what is refused: zh-CN or en.</summary>
    public string Language { get; init; } = "zh-CN";
}

/// <summary>Starts imports, exports and changes of many goods as long work. All fail as <see cref="StartWork"/> does.</summary>
public sealed class StartGoodsWork(SealedFiles files, StartWork start)
{
    /// <summary>Takes in a sheet: CSV or XLSX, which its bytes say.</summary>
    public async Task<Result<WorkId>> ImportAsync(Actor actor, GoodsTask task, ReadOnlyMemory<byte> sheet, CancellationToken ct)
    {
        var file = await StoreAsync(task, sheet, "application/x-diner-sheet", ct);
        return await start.RunAsync(actor, new NewWork(GoodsWork.Import, task.Title, task.Permission) { Shop = task.Shop, Input = file, Arguments = new ImportGoodsArguments(task.Language) }, ct);
    }

    /// <summary>Writes the goods that the filter finds to a sheet.</summary>
    public Task<Result<WorkId>> ExportAsync(Actor actor, GoodsTask task, GoodsFilter filter, SheetKind kind, CancellationToken ct) =>
        start.RunAsync(actor, new NewWork(GoodsWork.Export, task.Title, task.Permission) { Shop = task.Shop, Arguments = new ExportGoodsArguments(FilterArguments.Of(filter), kind) }, ct);

    /// <summary>Changes the goods that were chosen, or all that the filter finds; <see cref="ProblemCode.InvalidRequest"/> when none or too many were chosen.</summary>
    public async Task<Result<WorkId>> ChangeAsync(Actor actor, GoodsTask task, AllGoods all, CancellationToken ct)
    {
        if (all.Chosen is { Count: 0 or > ChangeGoods.ProductsMax })
            return Check.Refuse("products", $"Choose 1 to {ChangeGoods.ProductsMax} products.");
        var once = await StoreAsync(task, "1"u8.ToArray(), ChangeGoodsWork.FileType, ct);
        var arguments = new ChangeGoodsArguments(FilterArguments.Of(all.Filter), ChangeArguments.Of(all.Change), all.Chosen?.Select(id => id.Value).ToArray(), once.Value) { Language = task.Language };
        return await start.RunAsync(actor, new NewWork(GoodsWork.Change, task.Title, task.Permission) { Shop = task.Shop, Input = once, Arguments = arguments }, ct);
    }

    private async Task<FileId> StoreAsync(GoodsTask task, ReadOnlyMemory<byte> content, string type, CancellationToken ct)
    {
        await using var file = await files.CreateAsync(new NewFile(task.Shop, task.Title, type), ct);
        await file.WriteAsync(content, ct);
        return await file.CompleteAsync(ct);
    }
}
