using Diner.Catalog.Goods;
using Diner.Data.Audit;
using Diner.Data.Files;
using Diner.Data.LongWork;
using Diner.Kernel;

namespace Diner.Catalog.Work;

/// <summary>Whose goods, and who may see the work.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Title">What the work is about, for a reader: a file's name.</param>
/// <param name="Permission">Who has it may see the work.</param>
public sealed record GoodsTask(ShopId Shop, string Title, string Permission);

/// <summary>Starts imports and changes of many goods as long work. Both fail as <see cref="StartWork"/> does.</summary>
public sealed class StartGoodsWork(SealedFiles files, StartWork start)
{
    /// <summary>Takes in a sheet: CSV or XLSX, which its bytes say.</summary>
    public async Task<Result<WorkId>> ImportAsync(Actor actor, GoodsTask task, ReadOnlyMemory<byte> sheet, CancellationToken ct)
    {
        var file = await StoreAsync(task, sheet, "application/x-diner-sheet", ct);
        return await start.RunAsync(actor, new NewWork(GoodsWork.Import, task.Title, task.Permission) { Shop = task.Shop, Input = file }, ct);
    }

    /// <summary>Changes all goods that the filter finds.</summary>
    public async Task<Result<WorkId>> ChangeAsync(Actor actor, GoodsTask task, AllGoods all, CancellationToken ct)
    {
        var once = await StoreAsync(task, "1"u8.ToArray(), ChangeGoodsWork.FileType, ct);
        var arguments = new ChangeGoodsArguments(FilterArguments.Of(all.Filter), ChangeArguments.Of(all.Change), once.Value);
        return await start.RunAsync(actor, new NewWork(GoodsWork.Change, task.Title, task.Permission) { Shop = task.Shop, Input = once, Arguments = arguments }, ct);
    }

    private async Task<FileId> StoreAsync(GoodsTask task, ReadOnlyMemory<byte> content, string type, CancellationToken ct)
    {
        await using var file = await files.CreateAsync(new NewFile(task.Shop, task.Title, type), ct);
        await file.WriteAsync(content, ct);
        return await file.CompleteAsync(ct);
    }
}
