using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Data.Audit;

/// <summary>
/// Who did what, when, from where: written in the transaction of the change itself, so there is no change without its row. Each row is
/// chained to the last by hash; the row of the chain's head is locked from here to the commit, so call it last.
/// </summary>
public sealed class AuditTrail(Database database, IShopOwners owners, TimeProvider clock)
{
    private static readonly SqlText LockHead = new("select number, hash from data_audit_head where id = 1 for update", "select number, hash from data_audit_head where id = 1");
    private static readonly SqlText MoveHead = "update data_audit_head set number = $1, hash = $2 where id = 1";

    private static readonly SqlText Append =
        """
        insert into data_audit
            (number, at, actor_kind, actor_id, actor_name, address, action, merchant_id, shop_id, subject, subject_id, before, after, succeeded, why, hash)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
        """;

    /// <summary>Adds a row in the caller's transaction. Call it once everything else is written: it holds the chain until the commit.</summary>
    public async Task AddAsync(UnitOfWork work, Actor actor, AuditEntry entry, CancellationToken ct)
    {
        if (entry is { Merchant: null, Shop: { } shop })
            entry = entry with { Merchant = await owners.FindAsync(shop, ct) };
        await work.Db.SaveChangesAsync(ct);
        var batch = work.NewBatch();
        var head = batch.Read(LockHead, row => (Number: row.Long(0), Hash: row.Bytes(1)));
        await batch.SendAsync(ct);
        var row = Row(head.Rows[0].Number + 1, actor, entry);
        row.Hash = AuditChain.Hash(head.Rows[0].Hash, row);
        batch.Run(
            Append, row.Number, row.At, (int)row.ActorKind, row.ActorId, row.ActorName, row.Address, row.Action, row.MerchantId?.Value, row.ShopId?.Value,
            row.Subject, row.SubjectId, row.Before, row.After, row.Succeeded, row.Why, row.Hash);
        batch.Run(MoveHead, row.Number, row.Hash);
        await batch.SendAsync(ct);
    }

    /// <summary>Adds a row in a transaction of its own: for what changed nothing, such as a refusal or a look at a secret.</summary>
    public async Task AddAsync(Actor actor, AuditEntry entry, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await AddAsync(work, actor, entry, ct);
        await work.CommitAsync(ct);
    }

    private AuditRow Row(long number, Actor actor, AuditEntry entry)
    {
        var (before, after) = AuditDiff.Of(entry.Before, entry.After);
        var now = clock.GetUtcNow();
        return new AuditRow
        {
            Number = number,
            At = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)),
            ActorKind = actor.Kind,
            ActorId = actor.Id,
            ActorName = actor.Name,
            Address = actor.Address,
            Action = entry.Action,
            MerchantId = entry.Merchant,
            ShopId = entry.Shop,
            Subject = entry.Subject,
            SubjectId = entry.SubjectId,
            Before = before,
            After = after,
            Succeeded = entry.Succeeded,
            Why = entry.Why,
            Hash = AuditChain.Start,
        };
    }
}
