using Diner.Data.Audit;
using Diner.Data.Limits;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Vault.Keys;

namespace Diner.Ordering.Staff;

/// <summary>Shows staff the keys of an order. That they looked is in the audit trail before they see one. Whoever calls has checked that they may.</summary>
public sealed class RevealOrderKeys(RevealKeys keys, OrderKeys names, OrderAudit audit, TimeProvider clock)
{
    private const int LooksMax = 30;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly SlidingWindow _looks = new(LooksMax, Window, clock);

    /// <summary>The keys as the buyer sees them. <see cref="ProblemCode.TooManyRequests"/> after 30 looks of one person within ten minutes on this node.</summary>
    public async Task<Result<IReadOnlyList<KeyText>>> RunAsync(Actor actor, OrderView order, CancellationToken ct)
    {
        if (!_looks.TryTake(actor.Name))
            return new Problem(ProblemCode.TooManyRequests, "That were many keys in a short time. Wait ten minutes.");
        var shown = await names.OfOrderAsync(order.Id, ct);
        await audit.AddAsync(actor, new OrderDeed("order.keys_revealed", order) { After = new { keys = shown.Select(key => key.Value) } }, ct);
        return new List<KeyText>(await keys.ForOrderAsync(order.Id, ct));
    }
}
