using Diner.Catalog.Goods;
using Diner.Catalog.Products;
using Diner.Data.Files;
using Diner.Data.LongWork;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Catalog.Work;

/// <summary>Which goods are changed, and how. Stored with the work.</summary>
/// <param name="Filter">Which.</param>
/// <param name="Change">How.</param>
/// <param name="Chosen">These products and no others, or null.</param>
/// <param name="Once">A file that is used up in the transaction of the change.</param>
internal sealed record ChangeGoodsArguments(FilterArguments Filter, ChangeArguments Change, Guid[]? Chosen, Guid Once)
{
    /// <summary>Of the list of what is refused.</summary>
    public string Language { get; init; } = "";

    public AllGoods ToGoods() => new(Filter.ToFilter(), Change.ToChange()) { Chosen = Chosen?.Select(id => new ProductId(id)).ToList() };
}

/// <summary>A filter as it is stored.</summary>
internal sealed record FilterArguments(string Search, Guid? Category, SaleState? State)
{
    public static FilterArguments Of(GoodsFilter filter) => new(filter.Search, filter.Category?.Value, filter.State);

    public GoodsFilter ToFilter() => new(Search, Category is { } category ? new CategoryId(category) : null, State);
}

/// <summary>A change as it is stored.</summary>
internal sealed record ChangeArguments(PriceChange? Price, SaleState? State, Guid? Category)
{
    public static ChangeArguments Of(GoodsChange change) => new(change.Price, change.State, change.Category?.Value);

    public GoodsChange ToChange() => new() { Price = Price, State = State, Category = Category is { } category ? new CategoryId(category) : null };
}

/// <summary>What a change of many goods did, as the page of the work shows it.</summary>
internal sealed record GoodsChanged(int Changed, int Refused);

/// <summary>
/// Changes all goods that were chosen or that a filter finds, all of them or none; prices that cannot be are the output, a row each. A tenth less is not the same
/// when it is taken twice: so the change uses up a file in its own transaction, and a second run after a crash finds it gone.
/// </summary>
internal sealed class ChangeGoodsWork(ChangeGoods change, RefusalLists lists) : ILongWork
{
    public const string FileType = "text/x-diner-change";

    private const string UsedType = "text/x-diner-change-done";

    public string Kind => GoodsWork.Change;

    public async Task<WorkEnd> RunAsync(WorkRun run, CancellationToken ct)
    {
        var args = run.Arguments<ChangeGoodsArguments>();
        run.Report(0, 0, "goods.writing");
        var done = await change.RunAsync(run.Actor, run.Shop!.Value, args.ToGoods(), work => BeginAsync(run, work, args.Once, ct), ct);
        if (!done.IsOk)
            return WorkEnd.Refused(done.Problem);
        var (changed, refused) = done.Value;
        if (refused.Count == 0)
            return WorkEnd.Done(new GoodsChanged(changed, 0));
        await GoodsWork.WriteReportAsync(run, "refused-prices.csv", lists.OfPrices(refused, args.Language), ct);
        return WorkEnd.Done(new GoodsChanged(0, refused.Count));
    }

    // False when an earlier run has done it.
    private static async Task<bool> BeginAsync(WorkRun run, UnitOfWork work, Guid once, CancellationToken ct)
    {
        await run.HoldAsync(work, ct);
        return await SealedFiles.RetypeAsync(work, FileId.From(once), FileType, UsedType, ct);
    }
}
