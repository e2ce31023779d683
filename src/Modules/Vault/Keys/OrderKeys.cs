using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Replacement;
using Microsoft.EntityFrameworkCore;

namespace Diner.Vault.Keys;

/// <summary>Names the keys of an order without opening one: for who helps a buyer and sees no key.</summary>
public sealed class OrderKeys(Database database, TimeProvider clock)
{
    private readonly KeyTurns _turns = new(clock);

    /// <summary>The ids in the order in which the buyer sees the keys (see <see cref="RevealKeys"/>); those that were exchanged are left out.</summary>
    public async Task<IReadOnlyList<KeyId>> OfOrderAsync(OrderId order, CancellationToken ct)
    {
        await using var db = database.Read();
        var own = await db.Set<StoredKey>().Where(k => k.OrderId == order && k.State == KeyState.Sold).Select(k => k.Id).ToListAsync(ct);
        own.AddRange(await db.Set<KeyShare>().Where(s => s.OrderId == order).Select(s => s.KeyId).ToListAsync(ct));
        return KeyPlaces.Sort(own, id => id, await KeyPlaces.ReadAsync(db, order, ct));
    }

    /// <summary>
    /// Takes one of a person's looks at keys in the open in the caller's transaction; why not, when all are taken: 30 within ten minutes,
    /// counted over all nodes, together with looks at single keys.
    /// </summary>
    public async Task<Problem?> TryLookAsync(UnitOfWork work, Actor actor, CancellationToken ct) =>
        await _turns.TryTakeAsync(work, actor, KeyAct.Reveal, ct) ? null : KeyTurns.Refusal(KeyAct.Reveal);
}
