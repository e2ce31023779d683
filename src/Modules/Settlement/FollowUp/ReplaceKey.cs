using Diner.Catalog.Products;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Ordering.Staff;
using Diner.Settlement.Settle;
using Diner.Vault.Keys;
using Diner.Vault.Replacement;

namespace Diner.Settlement.FollowUp;

/// <summary>A bad key, and what to do about it.</summary>
/// <param name="Order">A delivered order.</param>
/// <param name="Key">Its bad key.</param>
/// <param name="Reason">Why, 1 to 500 characters: the buyer reads it.</param>
public sealed record KeyReplacement(OrderView Order, KeyId Key, string Reason)
{
    /// <summary>What the buyer receives instead, for goods that a person fulfils; otherwise empty, the pool gives.</summary>
    public string Text { get; init; } = "";
}

/// <summary>Writes what belongs to a replacement: the buyer is told, the report of the key is answered. Delivery implements it; settlement, which stands below it, asks.</summary>
public interface IRecordReplacements
{
    /// <summary>In the transaction of the replacement.</summary>
    Task RecordAsync(UnitOfWork work, OrderView order, ReplacedKey replaced, CancellationToken ct);
}

/// <summary>Gives a buyer another key for a bad one.</summary>
public sealed class ReplaceKey(Database database, SwapKey swapKey, Announcer announcer, AuditTrail audit, ReplaceParts parts)
{
    /// <summary>Characters of the longest reason.</summary>
    public const int ReasonLengthMax = 500;

    /// <summary>
    /// The replacement; one that was made before is given again and nothing is written. <see cref="ProblemCode.InvalidRequest"/> without a reason
    /// or a text that is needed; <see cref="ProblemCode.WrongState"/> when the order is not delivered; <see cref="ProblemCode.NotFound"/>
    /// when it has no such key; <see cref="ProblemCode.OutOfStock"/> when no other key is free.
    /// </summary>
    public async Task<Result<SwappedKey>> RunAsync(Actor actor, KeyReplacement replacement, CancellationToken ct)
    {
        var order = replacement.Order;
        var reason = replacement.Reason.Trim();
        if (reason.Length is 0 or > ReasonLengthMax)
            return new Problem(ProblemCode.InvalidRequest, "Say what was wrong with the key, in at most 500 characters: the buyer reads it.", "reason");
        var sealing = await parts.SealAsync(replacement, ct);
        if (sealing is { Problem: { } unwritable })
            return unwritable;

        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var locked = LockOrders.AddTo(batch, [order.OrderNo]);
        await batch.SendAsync(ct);
        if (locked.Rows is not [{ Status: OrderStatus.Delivered }])
            return new Problem(ProblemCode.WrongState, $"Order {order.OrderNo} is not delivered: it has no key to replace.");
        var swapped = await swapKey.RunAsync(work, new KeySwap(order.ShopId, order.Id, order.VariantId, SourceOf(order.Kind), replacement.Key) { Reason = reason, ByHand = sealing?.Value }, ct);
        if (!swapped.IsOk || !swapped.Value.IsNew)
            return swapped;

        var replaced = new ReplacedKey(swapped.Value.Id, order.Id, replacement.Key, swapped.Value.NewKey, reason, parts.Now);
        announcer.AddTo(batch, new KeyReplaced(order.ShopId, replaced.Id, order.Id, replaced.OldKey, replaced.NewKey));
        await batch.SendAsync(ct);
        await parts.RecordAsync(work, order, replaced, ct);
        var deed = new OrderDeed("order.key_replaced", order) { Why = reason, Before = new { key = replaced.OldKey.Value }, After = new { key = replaced.NewKey.Value } };
        await audit.AddAsync(work, actor, deed.ToEntry(), ct);
        await work.CommitAsync(CancellationToken.None);
        announcer.Announce([order.Id]);
        return swapped;
    }

    private static SwapSource SourceOf(GoodsKind kind) => kind switch
    {
        GoodsKind.OneTime => SwapSource.Pool,
        GoodsKind.Loop or GoodsKind.Article => SwapSource.SharedPool,
        GoodsKind.Manual => SwapSource.Hand,
        _ => throw new InvariantException($"unknown kind of goods {kind}"),
    };
}

/// <summary>What stands on both sides of a replacement: the text sealed before, the followers written after.</summary>
public sealed class ReplaceParts(FulfilByHand vault, IRecordReplacements followers, TimeProvider clock)
{
    internal DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Null for goods whose pool gives.</summary>
    internal async Task<Result<SealedFulfilment>?> SealAsync(KeyReplacement replacement, CancellationToken ct)
    {
        if (replacement.Order is not { Kind: GoodsKind.Manual } order)
            return null;
        return await vault.SealAsync(new HandFulfilment(order.ShopId, order.VariantId, order.Id, replacement.Text), ct);
    }

    internal Task RecordAsync(UnitOfWork work, OrderView order, ReplacedKey replaced, CancellationToken ct) => followers.RecordAsync(work, order, replaced, ct);
}
