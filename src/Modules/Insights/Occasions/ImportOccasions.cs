using Diner.Catalog.Goods;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Insights.Files;
using Diner.Insights.Goods;
using Diner.Kernel;

namespace Diner.Insights.Occasions;

/// <summary>What an import of events did. With errors it did nothing.</summary>
/// <param name="Imported">Events that are there now.</param>
/// <param name="Known">Events that were there before.</param>
/// <param name="ErrorCount">How much is wrong with the file.</param>
/// <param name="Errors">The first of that, in the order of the file.</param>
public sealed record OccasionSummary(int Imported, int Known, long ErrorCount, IReadOnlyList<RowError> Errors);

/// <summary>Takes a merchant's events from a CSV file: all of it or nothing.</summary>
public sealed class ImportOccasions(Database database, GoodsQueries goods, AuditTrail audit)
{
    private const int ErrorsShownMax = 50;
    private const int EventsMax = 10_000;
    private const int NameCharsMax = 200;

    private static readonly string[] Columns = ["at", "name", "scope"];

    private static readonly SqlText Insert = new(
        "insert into insights_occasions (shop_id, at, name, scope) select * from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[]) on conflict do nothing returning 1",
        "insert into insights_occasions (shop_id, at, name, scope) values ($1, $2, $3, $4) on conflict do nothing returning 1");

    /// <summary>Reads the text to its end.</summary>
    public async Task<OccasionSummary> RunAsync(Actor actor, ShopView shop, TextReader text, CancellationToken ct)
    {
        var errors = new RowErrors(ErrorsShownMax);
        var events = await ReadAsync(shop.Id, text, await ShopGoods.ReadAsync(database, goods, shop.Id, ct), errors);
        if (errors.Count > 0)
            return new OccasionSummary(0, 0, errors.Count, errors.First);

        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var written = batch.ReadRows(
            Insert, row => row.Int(0), events.Select(_ => shop.Id.Value).ToArray(), events.Select(e => e.At).ToArray(), events.Select(e => e.Name).ToArray(), events.Select(e => e.Scope).ToArray());
        await batch.SendAsync(ct);
        await audit.AddAsync(work, actor, new AuditEntry("events.imported", $"{written.Rows.Count}") { Shop = shop.Id }, ct);
        await work.CommitAsync(CancellationToken.None);
        return new OccasionSummary(written.Rows.Count, events.Count - written.Rows.Count, 0, []);
    }

    private static async Task<List<Occasion>> ReadAsync(ShopId shop, TextReader text, ShopGoods goods, RowErrors errors)
    {
        using var table = new CsvTable(text);
        var (events, seen, names) = (new List<Occasion>(), new Dictionary<(DateTimeOffset, string, string), long>(), goods.ByName());
        if (!await table.OpenAsync(Columns, errors))
            return events;
        while (await table.NextAsync(errors))
        {
            if (Rfc3339.Read(table["at"], out var at) is { } wrongTime)
                errors.Add(table.Line, "at", wrongTime);
            if (table["name"].Length is 0 or > NameCharsMax)
                errors.Add(table.Line, "name", $"Give the event a name of at most {NameCharsMax} characters.");
            if (OccasionScope.Problem(table["scope"], goods, names) is { } wrongScope)
                errors.Add(table.Line, "scope", wrongScope);
            if (!seen.TryAdd((at, table["name"], table["scope"]), table.Line) && errors.Count == 0)
                errors.Add(table.Line, "", $"The event stands on line {seen[(at, table["name"], table["scope"])]} already.");
            if (events.Count == EventsMax)
            {
                errors.Add(table.Line, "", $"A file has at most {EventsMax} events.");
                break;
            }

            events.Add(new Occasion { ShopId = shop, At = at, Name = table["name"], Scope = table["scope"] });
        }

        return events;
    }
}
