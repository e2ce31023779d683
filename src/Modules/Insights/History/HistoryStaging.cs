using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Insights.Files;
using Diner.Insights.Sales;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Insights.History;

/// <summary>
/// A temporary table of one session that gathers the lines of a file. It is filled in short steps, so that a long file keeps no sale
/// waiting, looked through as a whole, and then stored in one transaction. It is gone with the session.
/// </summary>
internal sealed class HistoryStaging : IAsyncDisposable
{
    private const int PageRows = 10_000;

    private const string Drop = "drop table if exists insights_staging;";

    private const string Create = Drop +
        """
        create temporary table insights_staging (
            line bigint not null, order_no text not null, variant_id {0} not null, reference text not null, at {1} not null, buyer {0} not null,
            quantity integer not null, amount_minor bigint not null, cost_minor bigint not null, leads boolean not null);
        create index ix_insights_staging_order on insights_staging (order_no, line);
        create index ix_insights_staging_line on insights_staging (line);
        """;

    private static readonly SqlText Add = new(
        """
        insert into insights_staging (line, order_no, variant_id, reference, at, buyer, quantity, amount_minor, cost_minor, leads)
        select s.*, false from unnest($1::bigint[], $2::text[], $3::uuid[], $4::text[], $5::timestamptz[], $6::uuid[], $7::int[], $8::bigint[], $9::bigint[]) s
        """,
        """
        insert into insights_staging (line, order_no, variant_id, reference, at, buyer, quantity, amount_minor, cost_minor, leads)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, false)
        """);

    private static readonly SqlText Twice =
        """
        select line, first
        from (select line, min(line) over (partition by order_no, variant_id, reference) as first from insights_staging) s
        where line > first
        order by line
        """;

    private static readonly SqlText Torn =
        """
        select s.line, f.line
        from (select order_no, min(line) as line from insights_staging where reference = '' group by order_no having min(at) <> max(at) or count(distinct buyer) > 1) m
        join insights_staging f on f.line = m.line
        join insights_staging s on s.order_no = m.order_no and s.reference = '' and (s.at <> f.at or s.buyer <> f.buyer)
        order by s.line
        """;

    private static readonly SqlText Unsold =
        """
        select r.line, r.line
        from insights_staging r
        where r.reference <> ''
          and not exists (select 1 from insights_staging s where s.order_no = r.order_no and s.variant_id = r.variant_id and s.reference = '')
          and not exists (select 1 from insights_sales s where s.shop_id = $1 and s.order_no = r.order_no and s.variant_id = r.variant_id and s.reference = '')
        order by r.line
        """;

    private static readonly SqlText TooMuch =
        """
        select max(line), min(line)
        from insights_staging
        group by order_no, variant_id
        having sum(amount_minor) < 0 and max(case when reference = '' then 1 else 0 end) = 1
        order by 1
        """;

    private static readonly SqlText Lead =
        """
        update insights_staging
        set leads = true
        where line in (select min(line) from insights_staging where reference = '' group by order_no)
          and not exists (select 1 from insights_sales o where o.shop_id = $1 and o.order_no = insights_staging.order_no)
        """;

    private static readonly SqlText Page =
        """
        select line, order_no, variant_id, reference, at, buyer, quantity, amount_minor, cost_minor, leads
        from insights_staging
        where line > $1
        order by line
        limit $2
        """;

    private readonly Database _database;
    private readonly DinerDb _context;

    private HistoryStaging(Database database, DinerDb context) => (_database, _context) = (database, context);

    public static async Task<HistoryStaging> OpenAsync(Database database, CancellationToken ct)
    {
        var staging = new HistoryStaging(database, database.Read());
        try
        {
            await staging._context.Database.OpenConnectionAsync(ct);
            var (id, time) = database.Kind == DatabaseKind.Postgres ? ("uuid", "timestamptz") : ("text", "bigint");
            await staging._context.Database.ExecuteSqlRawAsync(Create.Replace("{0}", id, StringComparison.Ordinal).Replace("{1}", time, StringComparison.Ordinal), ct);
            return staging;
        }
        catch
        {
            await staging._context.DisposeAsync();
            throw;
        }
    }

    public async Task AddAsync(IReadOnlyList<StagedLine> lines, CancellationToken ct)
    {
        await using var work = await _database.BeginOnAsync(_context, ct);
        var batch = work.NewBatch();
        batch.InsertRows(
            Add,
            lines.Select(l => l.Line.Line).ToArray(),
            lines.Select(l => l.Line.OrderNo).ToArray(),
            lines.Select(l => l.Variant.Value).ToArray(),
            lines.Select(l => l.Reference).ToArray(),
            lines.Select(l => l.Line.At).ToArray(),
            lines.Select(l => l.Buyer).ToArray(),
            lines.Select(l => Math.Max(0, l.Line.Quantity)).ToArray(),
            lines.Select(l => l.Line.AmountMinor).ToArray(),
            lines.Select(l => l.Line.CostMinor).ToArray());
        await batch.SendAsync(ct);
        await work.CommitAsync(ct);
    }

    /// <summary>Opens the transaction that stores what is staged.</summary>
    public Task<UnitOfWork> BeginAsync(CancellationToken ct) => _database.BeginOnAsync(_context, ct);

    /// <summary>Notes what is wrong with lines together that are right apart.</summary>
    public static async Task CheckAsync(UnitOfWork work, ShopId shop, RowErrors errors, CancellationToken ct)
    {
        var batch = work.NewBatch();
        var twice = batch.Read(Twice, row => (Line: row.Long(0), Other: row.Long(1)));
        var torn = batch.Read(Torn, row => (Line: row.Long(0), Other: row.Long(1)));
        var unsold = batch.Read(Unsold, row => row.Long(0), shop.Value);
        var tooMuch = batch.Read(TooMuch, row => row.Long(0));
        await batch.SendAsync(ct);
        foreach (var (line, other) in twice.Rows)
            errors.Add(line, "order_no", $"Order and variant stand on line {other} already: write them once, with the whole quantity.");
        foreach (var (line, other) in torn.Rows)
            errors.Add(line, "order_no", $"Line {other} has the same order with another buyer or another time.");
        foreach (var line in unsold.Rows)
            errors.Add(line, "order_no", "Money went back for what was never sold: no line of this file, nor one imported before, sells this variant in this order.");
        foreach (var line in tooMuch.Rows)
            errors.Add(line, "amount", "More went back than was paid for this variant in this order.");
    }

    /// <summary>Stores what is staged; how many lines were new. The shop's facts are read once for what they have already.</summary>
    public static async Task<long> StoreAsync(UnitOfWork work, (ShopId Id, ShopClock Clock) shop, CancellationToken ct)
    {
        await work.RunAsync(Lead, ct, shop.Id.Value);
        var (stored, after) = (0L, 0L);
        while (true)
        {
            var batch = work.NewBatch();
            var page = batch.Read(Page, row => (Line: row.Long(0), Fact: Fact(shop.Id, row)), after, PageRows);
            await batch.SendAsync(ct);
            if (page.Rows.Count == 0)
                return stored;
            stored += await WriteFacts.RunAsync(work, shop.Clock, [.. page.Rows.Select(row => row.Fact)], ct);
            after = page.Rows[^1].Line;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _context.Database.ExecuteSqlRawAsync(Drop);
        await _context.DisposeAsync();
    }

    private static SaleFact Fact(ShopId shop, SqlRow row) => new()
    {
        ShopId = shop,
        OrderNo = row.Text(1),
        VariantId = row.Id<VariantId>(2),
        Reference = row.Text(3),
        At = row.Time(4),
        Buyer = row.Guid(5),
        Quantity = row.Int(6),
        AmountMinor = row.Long(7),
        CostMinor = row.Long(8),
        Leads = row.Bool(9),
    };
}

/// <summary>A line with what it stands for here.</summary>
internal sealed record StagedLine(HistoryLine Line, VariantId Variant, Guid Buyer)
{
    /// <summary>A line of money that went back is known again by its time and amount.</summary>
    public string Reference => Line.IsReturn ? System.FormattableString.Invariant($"{Line.At.UtcTicks}/{Line.AmountMinor}") : SaleFact.Sale;
}
