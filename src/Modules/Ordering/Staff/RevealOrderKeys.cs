using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Vault.Keys;

namespace Diner.Ordering.Staff;

/// <summary>Shows staff the keys of an order. That they looked is in the audit trail before they see one. Whoever calls has checked that they may.</summary>
public sealed class RevealOrderKeys(Database database, RevealKeys keys, OrderKeys names, AuditTrail audit)
{
    /// <summary>The keys as the buyer sees them. <see cref="ProblemCode.TooManyRequests"/> after too many looks of one person; see <see cref="OrderKeys.TryLookAsync"/>.</summary>
    public async Task<Result<IReadOnlyList<KeyText>>> RunAsync(Actor actor, OrderView order, CancellationToken ct)
    {
        var shown = await names.OfOrderAsync(order.Id, ct);
        await using var work = await database.BeginAsync(ct);
        var refusal = await names.TryLookAsync(work, actor, ct);
        var deed = new OrderDeed("order.keys_revealed", order) { After = new { keys = shown.Select(key => key.Value) }, Succeeded = refusal is null, Why = refusal is null ? "" : "too many looks" };
        await audit.AddAsync(work, actor, deed.ToEntry(), ct);
        await work.CommitAsync(CancellationToken.None);
        if (refusal is not null)
            return refusal;
        return new List<KeyText>(await keys.ForOrderAsync(order.Id, ct));
    }
}
