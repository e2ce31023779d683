using Diner.Data.Jobs;
using Diner.Vault.Import;
using Microsoft.Extensions.Logging;

namespace Diner.Vault.Jobs;

/// <summary>Finishes imports whose process died: takes their keys out again, or, when all of them had come in, puts them on sale.</summary>
internal sealed class FinishImports(IncomingKeys incoming, TimeProvider clock, ILogger<FinishImports> logger) : PeriodicJob(Interval, clock, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Finishes one; true when it did, since there may be more.</summary>
    public override Task<bool> RunOnceAsync(CancellationToken ct) => incoming.FinishStaleAsync(ct);
}
