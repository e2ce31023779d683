using Diner.Data.LongWork;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Browse;
using Diner.Vault.Import;

namespace Diner.Vault.Receive;

/// <summary>What is known of keys that shall be imported. Stored with the work: no secrets.</summary>
/// <param name="Variant">Whose pool, as an id of the shop of the work.</param>
/// <param name="Layout">How the file is laid out.</param>
public sealed record ImportArguments(Guid Variant, KeyFileLayout Layout)
{
    /// <summary>Who sold them to the merchant.</summary>
    public string Supplier { get; init; } = "";

    /// <summary>What one cost, minor units of the shop's currency.</summary>
    public long UnitCostMinor { get; init; }

    /// <summary>Not sold from this moment on; the largest value when they do not expire.</summary>
    public DateTimeOffset ExpiresAt { get; init; } = DateTimeOffset.MaxValue;
}

/// <summary>What an import did, as the page of the work shows it.</summary>
internal sealed record ImportResult(int Accepted, int Duplicates, int Rejected, Guid Batch);

/// <summary>
/// Imports a file that came in. An import is all or nothing and keys are unique in a shop, so running it again after a crash brings nothing
/// in twice: when the earlier run had just finished, its batch is the result. The rejected lines, with their text, are the output.
/// </summary>
internal sealed class ImportWork(ImportKeys import, Database database) : ILongWork
{
    private static readonly SqlText Earlier =
        """
        select accepted, duplicates, rejected, id
        from vault_batches
        where shop_id = $1 and variant_id = $2 and id > $3 and file_sha256 = $4 and accepted > 0
        order by id
        limit 1
        """;

    public string Kind => KeyWork.Import;

    public async Task<WorkEnd> RunAsync(WorkRun run, CancellationToken ct)
    {
        var args = run.Arguments<ImportArguments>();
        var rejects = new RejectedLines();
        await using var file = await run.OpenInputAsync(ct);
        var size = file.Length;
        var request = new ImportRequest(run.Shop!.Value, VariantId.From(args.Variant))
        {
            Format = args.Layout.Format,
            Separator = args.Layout.Separator,
            Supplier = args.Supplier,
            UnitCostMinor = args.UnitCostMinor,
            ExpiresAt = args.ExpiresAt,
            Rejects = rejects,
            Progress = at => run.Report(at.BytesRead, size, "keys.reading"),
        };
        var done = await import.RunAsync(run.Actor, request, file, ct);
        if (!done.IsOk)
            return WorkEnd.Refused(done.Problem);
        run.Report(size, size, "");
        await WriteRejectsAsync(run, rejects, done.Value.Encoding, ct);
        return WorkEnd.Done(await ResultAsync(run, request, done.Value, ct));
    }

    private async Task<ImportResult> ResultAsync(WorkRun run, ImportRequest request, ImportSummary done, CancellationToken ct)
    {
        var earlier = done.Accepted > 0 ? [] : await database.QueryAsync(
            Earlier, row => new ImportResult(row.Int(0), row.Int(1), row.Int(2), row.Guid(3)),
            [request.ShopId.Value, request.VariantId.Value, run.Id.Value, done.FileSha256], ct);
        return earlier is [var first] ? first : new ImportResult(done.Accepted, done.Duplicates, done.Rejected, done.BatchId.Value);
    }

    private static async Task WriteRejectsAsync(WorkRun run, RejectedLines rejects, KeyFileEncoding encoding, CancellationToken ct)
    {
        if (rejects.Count == 0)
            return;
        await using var file = await run.OpenInputAsync(ct);
        await rejects.WriteAsync(file, encoding, await run.CreateOutputAsync("rejected-lines.txt", "text/plain; charset=utf-8", ct), ct);
    }
}
