using Diner.Data.LongWork;
using Diner.Kernel;
using Diner.Vault.Keys;

namespace Diner.Vault.Receive;

/// <summary>What an export is about. Stored with the work.</summary>
/// <param name="Variant">Whose pool, as an id of the shop of the work.</param>
/// <param name="Why">The reason that was given.</param>
/// <param name="Format">How the keys are written.</param>
internal sealed record ExportArguments(Guid Variant, string Why, ExportFormat Format);

/// <summary>Takes a pool out into a sealed file. Run again after a crash it writes another file; both runs are in the audit trail.</summary>
internal sealed class ExportWork(ExportKeys export) : ILongWork
{
    public string Kind => KeyWork.Export;

    public async Task<WorkEnd> RunAsync(WorkRun run, CancellationToken ct)
    {
        var args = run.Arguments<ExportArguments>();
        var wanted = new KeyExport(new(run.Shop!.Value, VariantId.From(args.Variant)), args.Why, args.Format);
        return WorkEnd.Done(await export.RunAsync(run.Actor, wanted, format => OpenAsync(run, format, ct), ct));
    }

    private static Task<Stream> OpenAsync(WorkRun run, ExportFormat format, CancellationToken ct) => format == ExportFormat.Csv
        ? run.CreateOutputAsync("keys.csv", "text/csv; charset=utf-8", ct)
        : run.CreateOutputAsync("keys.txt", "text/plain; charset=utf-8", ct);
}
