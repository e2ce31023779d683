using Diner.Catalog.Goods;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Insights.Files;
using Diner.Insights.Goods;
using Diner.Insights.Sales;
using Diner.Kernel;
using Diner.Ordering.Buyers;

namespace Diner.Insights.History;

/// <summary>What an import did. With errors it did nothing.</summary>
/// <param name="Imported">Lines that are facts now.</param>
/// <param name="Known">Lines that were facts before, and count once.</param>
/// <param name="VariantsCreated">Variants that were made for it, off sale.</param>
/// <param name="ErrorCount">How much is wrong with the file.</param>
/// <param name="Errors">The first of that, in the order of the file.</param>
public sealed record HistorySummary(long Imported, long Known, int VariantsCreated, long ErrorCount, IReadOnlyList<RowError> Errors);

/// <summary>What an import of history needs of the house.</summary>
public sealed record HistoryParts(GoodsQueries Goods, AdmitPastGoods Admit, BuyerHashes Buyers, AuditTrail Audit, IdSource Ids);

/// <summary>
/// Brings a store's past: what it sold in another system, as a CSV file. All of it or nothing; a line that was imported before counts once.
/// <list type="number">
/// <item>The file is read line by line and staged in short steps; every wrong line is noted.</item>
/// <item>The lines are looked at together: twice the same, an order torn apart, money back for nothing.</item>
/// <item>In one transaction unknown variants are made, facts written and roll-ups counted.</item>
/// </list>
/// </summary>
public sealed class ImportHistory(Database database, HistoryParts parts)
{
    /// <summary>Errors that are told in full.</summary>
    public const int ErrorsShownMax = 50;

    private const int SliceRows = 5_000;

    /// <summary>Reads the text to its end. <see cref="ProblemCode.LimitReached"/>, and nothing is stored, when it needs more products than the merchant may have.</summary>
    public async Task<Result<HistorySummary>> RunAsync(Actor actor, ShopView shop, TextReader text, CancellationToken ct)
    {
        var errors = new RowErrors(ErrorsShownMax);
        var variants = new KnownVariants(await ShopGoods.ReadAsync(database, parts.Goods, shop.Id, ct), parts.Ids);
        await using var staging = await HistoryStaging.OpenAsync(database, ct);

        // 1. Read and stage.
        var lines = await StageAsync(shop, text, variants, (staging, errors), ct);
        if (errors.Count > 0)
            return Refused(errors);

        // 2. Look at the whole.
        await using var work = await staging.BeginAsync(ct);
        await HistoryStaging.CheckAsync(work, shop.Id, errors, ct);
        if (errors.Count > 0)
            return Refused(errors);

        // 3. Store.
        if (await variants.MakeAsync(work, shop.Id, parts.Admit, ct) is { } full)
            return full;
        var stored = await HistoryStaging.StoreAsync(work, (shop.Id, ShopClock.Of(shop.TimeZone)), ct);
        var summary = new HistorySummary(stored, lines - stored, variants.New.Count, 0, []);
        var entry = new AuditEntry("history.imported", $"{stored}") { Shop = shop.Id, After = new Facts(stored, summary.Known, [.. variants.New.Select(past => past.Name)]) };
        await parts.Audit.AddAsync(work, actor, entry, ct);
        await work.CommitAsync(CancellationToken.None);
        return summary;
    }

    private async Task<long> StageAsync(ShopView shop, TextReader text, KnownVariants variants, (HistoryStaging Staging, RowErrors Errors) to, CancellationToken ct)
    {
        using var table = new CsvTable(text);
        if (!await table.OpenAsync(HistoryLine.Columns, to.Errors))
            return 0;
        var (lines, slice) = (0L, new List<StagedLine>(SliceRows));
        while (await table.NextAsync(to.Errors))
        {
            if (HistoryLine.Read(table, shop.Currency, to.Errors) is not { } line || to.Errors.Count > 0)
                continue;
            slice.Add(new StagedLine(line, variants.Of(line.Variant, line.Category), new Guid(await parts.Buyers.ForeignAsync(line.Buyer, ct))));
            lines++;
            if (variants.New.Count > KnownVariants.NewMax)
            {
                to.Errors.Add(line.Line, "variant", $"The file names more than {KnownVariants.NewMax} variants the shop has not. Is this the right column?");
                break;
            }

            if (slice.Count == SliceRows)
                await FlushAsync();
        }

        await FlushAsync();
        return lines;

        async Task FlushAsync()
        {
            await to.Staging.AddAsync(slice, ct);
            slice.Clear();
        }
    }

    private static HistorySummary Refused(RowErrors errors) => new(0, 0, 0, errors.Count, errors.First);

    private sealed record Facts(long Imported, long Known, IReadOnlyList<string> VariantsCreated);
}
