using Diner.Data.Audit;
using Diner.Data.Events;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Keys;
using Diner.Vault.Sealing;
using Diner.Vault.Stock;

namespace Diner.Vault.Pools;

/// <summary>Keys that change their variant.</summary>
/// <param name="ShopId">The shop of both.</param>
/// <param name="From">The pool they leave.</param>
/// <param name="To">The pool they enter.</param>
/// <param name="Quantity">How many: 1 to 100,000.</param>
public sealed record KeyMove(ShopId ShopId, VariantId From, VariantId To, int Quantity);

/// <summary>
/// Moves unsold keys between two variants of a shop, those that would be sold next first, all or none. A key is sealed to its
/// variant, so each one is opened and sealed again.
/// </summary>
public sealed class MoveKeys(Database database, ShopSeals seals, EventLog events, FeedSignal signal, AuditTrail audit)
{
    private const int QuantityMax = 100_000;
    private const int StepKeys = 2000;

    private static readonly SqlText Pick = new(PickText + "\nfor update skip locked", PickText);

    private static readonly SqlText Place = new(
        """
        update vault_keys k
        set variant_id = m.variant_id, secret = m.secret
        from unnest($1::uuid[], $2::uuid[], $3::bytea[]) as m(id, variant_id, secret)
        where k.id = m.id and k.state = 0
        """,
        "update vault_keys set variant_id = $2, secret = $3 where id = $1 and state = 0");

    private const string PickText =
        """
        select id, secret
        from vault_keys
        where variant_id = $1 and state = 0 and shop_id = $2
        order by expires_at, id
        limit $3
        """;

    /// <summary>
    /// How many were moved, which is the quantity. Fails with <see cref="ProblemCode.OutOfStock"/> when fewer are free (keys promised
    /// to unpaid or waiting orders stay), <see cref="ProblemCode.QuantityOutOfRange"/>, or <see cref="ProblemCode.InvalidRequest"/>
    /// when both variants are one.
    /// </summary>
    public async Task<Result<int>> RunAsync(Actor actor, KeyMove move, CancellationToken ct)
    {
        if (move.Quantity is < 1 or > QuantityMax)
            return new Problem(ProblemCode.QuantityOutOfRange, $"Between 1 and {QuantityMax} keys can be moved at a time.", "quantity");
        if (move.From == move.To)
            return new Problem(ProblemCode.InvalidRequest, "The keys are in this variant already.", "to");
        using var sealer = (await seals.FindAsync(move.ShopId, ct)).NewSealer();

        await using var work = await database.BeginAsync(ct);
        if (await PoolRows.LockFreeAsync(work, move.ShopId, [move.From, move.To], ct) < move.Quantity)
            return PoolRows.TooFewFree();
        for (var left = move.Quantity; left > 0;)
        {
            var step = await StepAsync(work, sealer, move, Math.Min(left, StepKeys), ct);
            if (step == 0)
                return PoolRows.TooFewFree();
            left -= step;
        }

        var batch = work.NewBatch();
        MoveStock.AddTo(batch, [new StockMove(move.From, -move.Quantity, 0), new StockMove(move.To, move.Quantity, 0)]);
        events.AddTo(batch, [new KeysRestocked(move.ShopId, move.To, move.Quantity)]);
        await batch.SendAsync(ct);
        await audit.AddAsync(work, actor, new PoolDeed("keys.moved", new(move.ShopId, move.From)) { After = new { from = move.From.Value, to = move.To.Value, move.Quantity } }.ToEntry(), ct);
        await work.CommitAsync(CancellationToken.None);
        signal.Pulse();
        return move.Quantity;
    }

    private static async Task<int> StepAsync(UnitOfWork work, KeySealer sealer, KeyMove move, int quantity, CancellationToken ct)
    {
        var batch = work.NewBatch();
        var picked = batch.Read(Pick, row => (Id: row.Id<KeyId>(0), Secret: row.Bytes(1)), move.From.Value, move.ShopId.Value, quantity);
        await batch.SendAsync(ct);
        var placed = picked.Rows.Select(key => Reseal(sealer, move, key.Id, key.Secret)).ToArray();
        batch.WriteRows(Place, placed.Length, picked.Rows.Select(key => key.Id.Value).ToArray(), placed.Select(_ => move.To.Value).ToArray(), placed);
        await batch.SendAsync(ct);
        return placed.Length;
    }

    private static byte[] Reseal(KeySealer sealer, KeyMove move, KeyId id, byte[] secret) =>
        sealer.Seal(new KeyPlace(move.ShopId, move.To, id), sealer.Open(new KeyPlace(move.ShopId, move.From, id), secret));
}
