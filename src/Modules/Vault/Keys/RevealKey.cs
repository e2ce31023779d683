using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Diner.Vault.Keys;

/// <summary>Shows one key to staff. Whoever calls has checked that they may. That they looked is in the audit trail before they see it.</summary>
public sealed class RevealKey(Database database, ShopSeals seals, AuditTrail audit, TimeProvider clock)
{
    private readonly KeyTurns _turns = new(clock);

    /// <summary>
    /// The key in the open. Fails with <see cref="ProblemCode.NotFound"/> when the shop has no such key, or
    /// <see cref="ProblemCode.TooManyRequests"/> after 30 looks of one person within ten minutes.
    /// </summary>
    public async Task<Result<KeyText>> RunAsync(Actor actor, ShopId shopId, KeyId keyId, CancellationToken ct)
    {
        if (await FindAsync(shopId, keyId, ct) is not { } key)
            return new Problem(ProblemCode.NotFound, "The shop has no such key.", "key");
        using var sealer = (await seals.FindAsync(shopId, ct)).NewSealer();
        await using var work = await database.BeginAsync(ct);
        var may = await _turns.TryTakeAsync(work, actor, KeyAct.Reveal, ct);
        await audit.AddAsync(work, actor, Entry(key, may), ct);
        await work.CommitAsync(CancellationToken.None);
        return may ? RevealKeys.Open(sealer, key) : KeyTurns.Refusal(KeyAct.Reveal);
    }

    private static AuditEntry Entry(StoredKey key, bool may) => new("key.revealed", key.Id.Value.ToString("D"))
    {
        Shop = key.ShopId,
        SubjectId = key.Id.Value,
        After = new { variant = key.VariantId.Value, batch = key.BatchId.Value },
        Succeeded = may,
        Why = may ? "" : "too many looks",
    };

    private async Task<StoredKey?> FindAsync(ShopId shopId, KeyId keyId, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<StoredKey>().SingleOrDefaultAsync(key => key.Id == keyId && key.ShopId == shopId, ct);
    }
}
