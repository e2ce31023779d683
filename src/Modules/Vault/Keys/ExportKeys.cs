using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Diner.Data.Audit;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Pools;
using Diner.Vault.Sealing;

namespace Diner.Vault.Keys;

/// <summary>What an export wrote.</summary>
/// <param name="Keys">How many keys.</param>
/// <param name="Sha256">SHA-256 of the written bytes, hex.</param>
public sealed record ExportSummary(long Keys, string Sha256);

/// <summary>
/// Writes a pool in the open. Whoever calls has checked that it may. That it began, and with how many keys and which digest it ended, are
/// two rows of the audit trail: one that was broken off shows too.
/// </summary>
public sealed class ExportKeys(Database database, ShopSeals seals, AuditTrail audit)
{
    private const int PageKeys = 2000;

    private static readonly SqlText Page =
        """
        select id, secret, expires_at
        from vault_keys
        where variant_id = $1 and state = 0 and (expires_at, id) > ($2, $3) and shop_id = $4
        order by expires_at, id
        limit $5
        """;

    /// <summary>
    /// Writes the unsold keys of a variant, one a line, in the order they will be sold, page by page: memory is flat and no transaction
    /// stays open. A key sold while the export runs may or may not be in it; none is in it twice.
    /// </summary>
    /// <param name="actor">Who takes them out.</param>
    /// <param name="pool">Which keys.</param>
    /// <param name="why">The reason that was given; kept in the audit trail.</param>
    /// <param name="output">Where to; it stays open.</param>
    /// <param name="ct">Ends it between two pages.</param>
    public async Task<ExportSummary> RunAsync(Actor actor, KeyPool pool, string why, Stream output, CancellationToken ct)
    {
        await audit.AddAsync(actor, new PoolDeed("keys.export_begun", pool).ToEntry() with { Why = why }, ct);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0L;
        await foreach (var key in ReadAsync(pool, ct))
        {
            var line = Encoding.UTF8.GetBytes(key.Text + "\n");
            sha256.AppendData(line);
            await output.WriteAsync(line, ct);
            CryptographicOperations.ZeroMemory(line);
            count++;
        }

        var done = new ExportSummary(count, Convert.ToHexStringLower(sha256.GetCurrentHash()));
        await audit.AddAsync(actor, new PoolDeed("keys.exported", pool) { After = done }.ToEntry() with { Why = why }, CancellationToken.None);
        return done;
    }

    internal async IAsyncEnumerable<KeyText> ReadAsync(KeyPool pool, [EnumeratorCancellation] CancellationToken ct)
    {
        using var sealer = (await seals.FindAsync(pool.ShopId, ct)).NewSealer();
        var last = new PoolKey(default, [], DateTimeOffset.UnixEpoch);
        IReadOnlyList<PoolKey> page;
        do
        {
            page = await ReadPageAsync(pool, last, ct);
            foreach (var key in page)
                yield return KeyText.Read(key.Id, sealer.Open(new KeyPlace(pool.ShopId, pool.VariantId, key.Id), key.Secret));
            last = page.Count > 0 ? page[^1] : last;
        }
        while (page.Count == PageKeys);
    }

    private async Task<IReadOnlyList<PoolKey>> ReadPageAsync(KeyPool pool, PoolKey after, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var page = batch.Read(
            Page,
            row => new PoolKey(row.Id<KeyId>(0), row.Bytes(1), row.Time(2)),
            pool.VariantId.Value, after.ExpiresAt, after.Id.Value, pool.ShopId.Value, PageKeys);
        await batch.SendAsync(ct);
        return page.Rows;
    }

    private sealed record PoolKey(KeyId Id, byte[] Secret, DateTimeOffset ExpiresAt);
}
