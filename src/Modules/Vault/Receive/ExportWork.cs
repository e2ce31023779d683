using Diner.Data.LongWork;
using Diner.Kernel;
using Diner.Vault.Keys;

namespace Diner.Vault.Receive;

/// <summary>What an export is about. Stored with the work.</summary>
/// <param name="Variant">Whose pool, as an id of the shop of the work.</param>
/// <param name="Why">The reason that was given.</param>
internal sealed record ExportArguments(Guid Variant, string Why);

/// <summary>Takes a pool out into a sealed file. Run again after a crash it writes another file; both runs are in the audit trail.</summary>
internal sealed class ExportWork(ExportKeys export) : ILongWork
{
    public string Kind => KeyWork.Export;

    public async Task<WorkEnd> RunAsync(WorkRun run, CancellationToken ct)
    {
        var args = run.Arguments<ExportArguments>();
        var output = await run.CreateOutputAsync("keys.txt", "text/plain; charset=utf-8", ct);
        return WorkEnd.Done(await export.RunAsync(run.Actor, new(run.Shop!.Value, VariantId.From(args.Variant)), args.Why, output, ct));
    }
}
