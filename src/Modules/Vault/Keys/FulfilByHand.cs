using System.Text;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Import;
using Diner.Vault.Sealing;

namespace Diner.Vault.Keys;

/// <summary>What a person hands to an order.</summary>
/// <param name="ShopId">The shop.</param>
/// <param name="VariantId">What was bought.</param>
/// <param name="OrderId">Who gets it.</param>
/// <param name="Text">What the buyer will read: a code, "topped up", instructions. At most 64 KiB of UTF-8.</param>
public sealed record HandFulfilment(ShopId ShopId, VariantId VariantId, OrderId OrderId, string Text)
{
    /// <summary>The order only.</summary>
    public override string ToString() => $"fulfilment of {OrderId.Value}";
}

/// <summary>A fulfilment ready to be stored.</summary>
public sealed class SealedFulfilment
{
    // The second fingerprint takes the place of the key's own when another order was handed the same words by hand.
    internal SealedFulfilment(StoredKey key, byte[] fingerprintInOrder) => (Key, FingerprintInOrder) = (key, fingerprintInOrder);

    internal StoredKey Key { get; }

    internal byte[] FingerprintInOrder { get; }
}

/// <summary>
/// Stores what a person hands to an order as one sold key. Two steps: sealing may write the shop's data key, which must not wait
/// inside the caller's unit of work; storing happens in it.
/// </summary>
public sealed class FulfilByHand(ShopSeals seals, IdSource ids, TimeProvider clock)
{
    /// <summary>The batch of keys that came in none.</summary>
    public static readonly BatchId NoBatch;

    private static readonly SqlText Known =
        """
        select k.batch_id
        from vault_fingerprints f join vault_keys k on k.id = f.key_id
        where f.shop_id = $1 and f.fingerprint = $2
        """;

    private static readonly SqlText Claim = "insert into vault_fingerprints (shop_id, fingerprint, key_id) values ($1, $2, $3)";

    private static readonly SqlText Store =
        """
        insert into vault_keys (id, shop_id, variant_id, batch_id, state, secret, fingerprint, expires_at, order_id, sold_at)
        values ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9)
        """;

    /// <summary>Seals the text. Fails with <see cref="ProblemCode.InvalidRequest"/> when it is empty, too long, or no plain text.</summary>
    public async Task<Result<SealedFulfilment>> SealAsync(HandFulfilment fulfilment, CancellationToken ct)
    {
        var text = fulfilment.Text.Trim();
        if (text.Length == 0 || Encoding.UTF8.GetByteCount(text) > ArticleText.TextBytesMax)
            return new Problem(ProblemCode.InvalidRequest, "Write what the buyer shall read: one character at least, 64 KiB at most.", "text");
        if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            return new Problem(ProblemCode.InvalidRequest, "The text has control characters. Remove them.", "text");

        using var sealer = (await seals.FindAsync(fulfilment.ShopId, ct)).NewSealer();
        var id = ids.Next<KeyId>();
        var key = new StoredKey
        {
            Id = id,
            ShopId = fulfilment.ShopId,
            VariantId = fulfilment.VariantId,
            BatchId = NoBatch,
            State = KeyState.Sold,
            Secret = sealer.Seal(new KeyPlace(fulfilment.ShopId, fulfilment.VariantId, id), Encoding.UTF8.GetBytes(text)),
            Fingerprint = sealer.Fingerprint(text),
            ExpiresAt = DateTimeOffset.MaxValue,
            OrderId = fulfilment.OrderId,
            SoldAt = clock.GetUtcNow(),
        };
        return new SealedFulfilment(key, sealer.Fingerprint($"{fulfilment.OrderId.Value:D}\n{text}"));
    }

    /// <summary>
    /// Stores it in the caller's transaction. Fails with <see cref="ProblemCode.WrongState"/> when the text is a key of the shop's
    /// pools, sold or not: handing it out would sell it twice. The caller moves the order first, so it is handed once.
    /// </summary>
    public async Task<Result<KeyId>> StoreAsync(UnitOfWork work, SealedFulfilment ready, CancellationToken ct)
    {
        var key = ready.Key;
        var batch = work.NewBatch();
        var known = batch.Read(Known, row => row.Id<BatchId>(0), key.ShopId.Value, key.Fingerprint);
        await batch.SendAsync(ct);
        if (known.Rows.Any(came => came != NoBatch))
            return new Problem(ProblemCode.WrongState, "This text is a key of the shop's stock. Deliver it from stock, or hand out another one.", "text");

        var fingerprint = known.Rows.Count == 0 ? key.Fingerprint : ready.FingerprintInOrder;
        batch.Run(Claim, key.ShopId.Value, fingerprint, key.Id.Value);
        batch.Run(
            Store,
            key.Id.Value, key.ShopId.Value, key.VariantId.Value, key.BatchId.Value, key.Secret, fingerprint, key.ExpiresAt, key.OrderId!.Value.Value, key.SoldAt);
        await batch.SendAsync(ct);
        return key.Id;
    }
}
