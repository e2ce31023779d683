using Diner.Data.Audit;
using Diner.Data.Events;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Stock;

namespace Diner.Vault.Batches;

/// <summary>Ends an import: the batch, the pool's counter, the event and the row of the audit trail, in the transaction that stored or accepted the keys.</summary>
public sealed class RecordBatch(KeyRoom room, EventLog events, FeedSignal signal, AuditTrail audit)
{
    private static readonly SqlText Batch =
        """
        insert into vault_batches (id, shop_id, variant_id, supplier, unit_cost_minor, expires_at, file_sha256, accepted, duplicates, rejected, imported_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;

    private static readonly SqlText Stock =
        """
        insert into vault_stock (variant_id, shop_id, on_hand, held)
        values ($1, $2, $3, 0)
        on conflict (variant_id) do update set on_hand = vault_stock.on_hand + excluded.on_hand
        """;

    // Nothing is written when the merchant has no room for so many: the problem says so.
    // The stock row is written late: it is locked only while the audit trail and the commit travel, and sales wait no longer than that.
    internal async Task<Problem?> CommitAsync(UnitOfWork work, Actor actor, KeyBatch batch, CancellationToken ct)
    {
        if (await room.ForKeysAsync(work, batch.ShopId, batch.Accepted, ct) is { } full)
            return full;
        var statements = work.NewBatch();
        AddTo(statements, batch, onSale: batch.Accepted);
        if (batch.Accepted > 0)
            events.AddTo(statements, [new KeysImported(batch.ShopId, batch.VariantId, batch.Id, batch.Accepted)]);
        statements.Run(Stock, batch.VariantId.Value, batch.ShopId.Value, (long)batch.Accepted);
        await statements.SendAsync(ct);
        await audit.AddAsync(work, actor, Entry(batch), ct);
        await work.CommitAsync(ct);
        signal.Pulse();
        return null;
    }

    /// <summary>Records a batch whose keys go on sale, and are counted, after this.</summary>
    internal async Task<Problem?> RecordAsync(UnitOfWork work, Actor actor, KeyBatch batch, CancellationToken ct)
    {
        if (await room.ForKeysAsync(work, batch.ShopId, batch.Accepted, ct) is { } full)
            return full;
        var statements = work.NewBatch();
        AddTo(statements, batch, onSale: 0);
        statements.Run(Stock, batch.VariantId.Value, batch.ShopId.Value, 0L);
        await statements.SendAsync(ct);
        await audit.AddAsync(work, actor, Entry(batch), ct);
        return null;
    }

    private static void AddTo(SqlBatch statements, KeyBatch batch, int onSale) => statements.Run(
        Batch,
        batch.Id.Value, batch.ShopId.Value, batch.VariantId.Value, batch.Supplier, batch.UnitCostMinor, batch.ExpiresAt, batch.FileSha256,
        onSale, batch.Duplicates, batch.Rejected, batch.ImportedAt);

    private static AuditEntry Entry(KeyBatch batch) => new("keys.imported", batch.Id.Value.ToString("D"))
    {
        Shop = batch.ShopId,
        SubjectId = batch.Id.Value,
        After = new { variant = batch.VariantId.Value, batch.Supplier, batch.UnitCostMinor, batch.ExpiresAt, batch.FileSha256, batch.Accepted, batch.Duplicates, batch.Rejected },
    };
}
