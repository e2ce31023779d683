using System.Runtime.CompilerServices;
using Diner.Data.Audit;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Pools;
using Diner.Vault.Sealing;

namespace Diner.Vault.Keys;

/// <summary>How a pool is written.</summary>
public enum ExportFormat
{
    /// <summary>CSV when a key has fields, else text.</summary>
    Fitting,

    /// <summary>One key a line; the names of fields are left out, and the summary says which.</summary>
    Text,

    /// <summary>CSV in UTF-8 with a header row; every field of every key. Imported as CSV it gives the same keys.</summary>
    Csv,
}

/// <summary>Keys to take out.</summary>
/// <param name="Pool">Which.</param>
/// <param name="Why">The reason that was given; kept in the audit trail.</param>
/// <param name="Format">How they are written.</param>
public sealed record KeyExport(KeyPool Pool, string Why, ExportFormat Format = ExportFormat.Fitting);

/// <summary>What an export wrote.</summary>
/// <param name="Keys">How many keys.</param>
/// <param name="Sha256">SHA-256 of the written bytes, hex.</param>
/// <param name="Format">How they are written: text or CSV.</param>
/// <param name="Dropped">Fields that text has no place for, their names joined by commas; empty when nothing is missing.</param>
public sealed record ExportSummary(long Keys, string Sha256, string Format, string Dropped);

/// <summary>
/// Writes a pool in the open. Whoever calls has checked that it may. That it began, and with how many keys and which digest it ended, are
/// two rows of the audit trail: one that was broken off shows too.
/// </summary>
public sealed class ExportKeys(Database database, ShopSeals seals, AuditTrail audit)
{
    private const int PageKeys = 2000;

    private static readonly SqlText Page =
        """
        select id, secret, expires_at
        from vault_keys
        where variant_id = $1 and state = 0 and (expires_at, id) > ($2, $3) and shop_id = $4
        order by expires_at, id
        limit $5
        """;

    /// <summary>
    /// Writes the unsold keys of a variant in the order they will be sold, page by page: memory is flat and no transaction stays open.
    /// A key sold or brought in while the export runs may or may not be in it; none is in it twice.
    /// </summary>
    /// <param name="actor">Who takes them out.</param>
    /// <param name="export">Which keys, and how.</param>
    /// <param name="open">Where to, once the format is known (text or CSV); it stays open.</param>
    /// <param name="ct">Ends it between two pages.</param>
    public async Task<ExportSummary> RunAsync(Actor actor, KeyExport export, Func<ExportFormat, Task<Stream>> open, CancellationToken ct)
    {
        await audit.AddAsync(actor, new PoolDeed("keys.export_begun", export.Pool).ToEntry() with { Why = export.Why }, ct);
        var layout = new ExportLayout();
        if (export.Format != ExportFormat.Text)
        {
            await foreach (var key in ReadAsync(export.Pool, ct))
                layout.Add(key);
        }

        var isCsv = export.Format == ExportFormat.Csv || layout.Columns.Count > 0;
        var output = new DigestedLines(await open(isCsv ? ExportFormat.Csv : ExportFormat.Text));
        await (isCsv ? WriteCsvAsync(export.Pool, layout, output, ct) : WriteTextAsync(export.Pool, layout, output, ct));
        var done = new ExportSummary(output.Keys, output.Sha256(), isCsv ? "csv" : "text", isCsv ? "" : string.Join(", ", layout.Columns));
        await audit.AddAsync(actor, new PoolDeed("keys.exported", export.Pool) { After = done }.ToEntry() with { Why = export.Why }, CancellationToken.None);
        return done;
    }

    private async Task WriteCsvAsync(KeyPool pool, ExportLayout layout, DigestedLines output, CancellationToken ct)
    {
        // A spreadsheet takes a file without the mark for one in the code page of the machine.
        await output.WriteAsync("\uFEFF" + layout.Header(), ct);
        await foreach (var key in ReadAsync(pool, ct))
        {
            if (layout.Fits(key))
                await output.WriteKeyAsync(layout.Line(key), ct);
        }
    }

    private async Task WriteTextAsync(KeyPool pool, ExportLayout layout, DigestedLines output, CancellationToken ct)
    {
        await foreach (var key in ReadAsync(pool, ct))
        {
            layout.Add(key);
            await output.WriteKeyAsync(key.Text + "\n", ct);
        }
    }

    internal async IAsyncEnumerable<KeyText> ReadAsync(KeyPool pool, [EnumeratorCancellation] CancellationToken ct)
    {
        using var sealer = (await seals.FindAsync(pool.ShopId, ct)).NewSealer();
        var last = new PoolKey(default, [], DateTimeOffset.UnixEpoch);
        IReadOnlyList<PoolKey> page;
        do
        {
            page = await ReadPageAsync(pool, last, ct);
            foreach (var key in page)
                yield return KeyText.Read(key.Id, sealer.Open(new KeyPlace(pool.ShopId, pool.VariantId, key.Id), key.Secret));
            last = page.Count > 0 ? page[^1] : last;
        }
        while (page.Count == PageKeys);
    }

    private async Task<IReadOnlyList<PoolKey>> ReadPageAsync(KeyPool pool, PoolKey after, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var page = batch.Read(
            Page,
            row => new PoolKey(row.Id<KeyId>(0), row.Bytes(1), row.Time(2)),
            pool.VariantId.Value, after.ExpiresAt, after.Id.Value, pool.ShopId.Value, PageKeys);
        await batch.SendAsync(ct);
        return page.Rows;
    }

    private sealed record PoolKey(KeyId Id, byte[] Secret, DateTimeOffset ExpiresAt);
}
