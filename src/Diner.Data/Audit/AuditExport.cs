using System.Text;
using Diner.Data.LongWork;
using Diner.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace Diner.Data.Audit;

/// <summary>How rows are written out.</summary>
public enum AuditFormat
{
    /// <summary>For a spreadsheet.</summary>
    Csv = 0,

    /// <summary>One JSON object a line, each with what its hash was computed from: a reader can check the chain.</summary>
    Jsonl = 1,
}

/// <summary>What to write out.</summary>
/// <param name="Format">How.</param>
/// <param name="Filter">Which rows.</param>
public sealed record AuditExportRequest(AuditFormat Format, AuditFilter Filter);

/// <summary>
/// Writes rows of the trail to a file, oldest first, as long work. The last line names the head of the chain, number and hash, so that
/// a reader who keeps it can tell later that nothing before it was changed. That it was exported stands in the trail itself.
/// </summary>
internal sealed class AuditExport(Database database, AuditTrail audit) : ILongWork
{
    public const string KindName = "audit.export";

    private const int ChunkRows = 1000;

    public string Kind => KindName;

    public async Task<WorkEnd> RunAsync(WorkRun run, CancellationToken ct)
    {
        var request = run.Arguments<AuditExportRequest>();
        var isCsv = request.Format == AuditFormat.Csv;
        await using var db = database.Read();
        var head = await db.Set<AuditHead>().SingleAsync(ct);
        var name = $"audit-{head.Number}.{(isCsv ? "csv" : "jsonl")}";
        var output = await run.CreateOutputAsync(name, isCsv ? "text/csv" : "application/jsonl", ct);
        var rows = 0L;
        await using (var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: isCsv), leaveOpen: true))
        {
            if (isCsv)
                await text.WriteLineAsync(AuditLines.CsvHeader.AsMemory(), ct);
            await foreach (var row in RowsAsync(db, request.Filter, head.Number, ct))
            {
                await text.WriteLineAsync((isCsv ? AuditLines.Csv(row) : AuditLines.Json(row)).AsMemory(), ct);
                if (++rows % ChunkRows == 0)
                    run.Report(rows, 0, "");
            }

            await text.WriteLineAsync((isCsv ? AuditLines.CsvHead(head) : AuditLines.JsonHead(head)).AsMemory(), ct);
        }

        var result = new AuditExported(rows, head.Number, Convert.ToHexStringLower(head.Hash));
        await audit.AddAsync(run.Actor, new AuditEntry("audit.exported", name) { Merchant = request.Filter.Merchant, Shop = run.Shop, SubjectId = run.Id.Value, After = new { result.Rows, result.Head, result.HeadHash, request.Filter } }, ct);
        return WorkEnd.Done(result);
    }

    private static async IAsyncEnumerable<AuditRow> RowsAsync(DinerDb db, AuditFilter filter, long head, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var matching = await AuditSearch.NarrowAsync(db, filter, ct);
        for (var last = 0L; ;)
        {
            var after = last;
            var chunk = await matching.Where(r => r.Number > after && r.Number <= head).OrderBy(r => r.Number).Take(ChunkRows).ToListAsync(ct);
            foreach (var row in chunk)
                yield return row;
            if (chunk.Count < ChunkRows)
                yield break;
            last = chunk[^1].Number;
        }
    }
}
