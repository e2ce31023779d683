using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Keys;
using Diner.Vault.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Diner.Vault.Replacement;

/// <summary>A key that was exchanged.</summary>
/// <param name="Id">The exchange.</param>
/// <param name="OrderId">The order.</param>
/// <param name="OldKey">The bad key.</param>
/// <param name="NewKey">The one in its place.</param>
/// <param name="Reason">Why, as the buyer reads it.</param>
/// <param name="At">When.</param>
public sealed record ReplacedKey(Guid Id, OrderId OrderId, KeyId OldKey, KeyId NewKey, string Reason, DateTimeOffset At);

/// <summary>Reads which keys were exchanged.</summary>
public sealed class Replacements(Database database, ShopSeals seals)
{
    /// <summary>Of one order, oldest first.</summary>
    public async Task<IReadOnlyList<ReplacedKey>> OfOrderAsync(OrderId order, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<Replacement>().Where(r => r.OrderId == order).OrderBy(r => r.Id).Select(FromRow).ToListAsync(ct);
    }

    /// <summary>The exchange of that id, or null.</summary>
    public async Task<ReplacedKey?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<Replacement>().Where(r => r.Id == id).Select(FromRow).SingleOrDefaultAsync(ct);
    }

    /// <summary>The order's exchanged keys in the open, oldest exchange first, for its buyer. Whoever calls has checked that it is the buyer.</summary>
    public async Task<IReadOnlyList<(ReplacedKey Replaced, KeyText Text)>> RevealAsync(OrderId order, CancellationToken ct)
    {
        var replaced = await OfOrderAsync(order, ct);
        if (replaced.Count == 0)
            return [];
        var ids = replaced.Select(r => r.OldKey).ToList();
        await using var db = database.Read();
        var keys = await db.Set<StoredKey>().Where(k => ids.Contains(k.Id)).ToDictionaryAsync(k => k.Id, ct);
        using var sealer = (await seals.FindAsync(keys.Values.First().ShopId, ct)).NewSealer();
        return [.. replaced.Select(r => (r, RevealKeys.Open(sealer, keys[r.OldKey])))];
    }

    private static System.Linq.Expressions.Expression<Func<Replacement, ReplacedKey>> FromRow =>
        r => new ReplacedKey(r.Id, r.OrderId, r.OldKeyId, r.NewKeyId, r.Reason, r.ReplacedAt);
}
