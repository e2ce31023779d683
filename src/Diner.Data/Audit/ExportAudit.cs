using Diner.Data.LongWork;
using Diner.Kernel;

namespace Diner.Data.Audit;

/// <summary>Starts writing rows of the trail to a file.</summary>
public sealed class ExportAudit(StartWork start)
{
    /// <summary>The work to follow.</summary>
    /// <param name="actor">Who wants it.</param>
    /// <param name="request">What to write; of a merchant it says whose.</param>
    /// <param name="permission">What whoever takes the file must be allowed.</param>
    /// <param name="shop">The shop at whose counter it was asked for; null for the house.</param>
    /// <param name="ct">Cancels the start.</param>
    public Task<Result<WorkId>> RunAsync(Actor actor, AuditExportRequest request, string permission, ShopId? shop, CancellationToken ct) =>
        start.RunAsync(actor, new NewWork(AuditExport.KindName, request.Format.ToString().ToUpperInvariant(), permission) { Merchant = request.Filter.Merchant, Shop = shop, Arguments = request }, ct);
}
