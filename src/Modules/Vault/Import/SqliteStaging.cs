using Diner.Data.Audit;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Batches;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Diner.Vault.Import;

/// <summary>
/// Temporary tables live in a file of their own, so filling them takes no lock on the shop's database. They are kept out of memory,
/// where this house keeps its other temporary data, because a million keys are some hundred megabytes. What is staged is stored in
/// slices, since the one writer is everybody's:
/// <list type="number">
/// <item>What occurs twice in the file, or is the shop's already, is left out.</item>
/// <item>Keys come in, in the order of their ids, on sale to nobody.</item>
/// <item>Their fingerprints are claimed, in the order of the fingerprints: every index is written from left to right.</item>
/// <item>One transaction accepts the import and records its batch. Until here everything is taken out again when something fails.</item>
/// <item>The keys go on sale.</item>
/// </list>
/// </summary>
internal sealed class SqliteStaging(DinerDb context, ImportTurns turns, IncomingKeys incoming, RecordBatch batches) : KeyStaging(context)
{
    // A session has its usual settings again when it is next opened.
    private const string Create = Drop +
        """
        pragma temp_store = file;
        pragma cache_size = -16384;
        create temporary table vault_staging (id text not null, secret blob not null, fingerprint blob not null);
        create temporary table vault_new (fingerprint blob not null primary key, id text not null) without rowid;
        """;

    private const string Drop =
        """
        drop table if exists temp.vault_staging;
        drop table if exists temp.vault_new;
        pragma temp_store = memory;

        """;

    private const string Add = "insert into temp.vault_staging (id, secret, fingerprint) values ($1, $2, $3)";

    private const string FindNew = "insert or ignore into temp.vault_new (fingerprint, id) select fingerprint, id from temp.vault_staging order by fingerprint, id";

    private static readonly SqlText LastPrint = "select fingerprint from temp.vault_new where fingerprint > $1 order by fingerprint limit 1 offset $2";

    private static readonly SqlText LeaveOut =
        """
        delete from temp.vault_new
        where fingerprint > $2 and fingerprint <= $3
          and exists (select 1 from vault_fingerprints f where f.shop_id = $1 and f.fingerprint = vault_new.fingerprint)
        """;

    private static readonly SqlText LastRow = "select rowid from temp.vault_staging where rowid > $1 order by rowid limit 1 offset $2";

    private static readonly SqlText ComeIn =
        """
        insert into vault_keys (id, shop_id, variant_id, batch_id, state, secret, fingerprint, expires_at)
        select id, $3, $4, $5, 5, secret, fingerprint, $6
        from temp.vault_staging s
        where rowid > $1 and rowid <= $2
          and exists (select 1 from temp.vault_new n where n.fingerprint = s.fingerprint and n.id = s.id)
        order by rowid
        """;

    private static readonly SqlText Claim =
        """
        insert into vault_fingerprints (shop_id, fingerprint, key_id)
        select $1, fingerprint, id
        from temp.vault_new
        where fingerprint > $2 and fingerprint <= $3
        order by fingerprint
        on conflict (shop_id, fingerprint) do nothing
        """;

    // Somebody stored the same text by hand since it was looked for.
    private static readonly SqlText TakeBack =
        """
        delete from vault_keys
        where id in (
            select n.id
            from temp.vault_new n join vault_fingerprints f on f.shop_id = $1 and f.fingerprint = n.fingerprint
            where n.fingerprint > $2 and n.fingerprint <= $3 and f.key_id <> n.id)
        """;

    private static readonly byte[] FirstPrint = [];
    private static readonly byte[] EndOfPrints = [.. Enumerable.Repeat(byte.MaxValue, Sealing.KeySealer.FingerprintBytes)];

    private SqliteConnection Connection => (SqliteConnection)Context.Database.GetDbConnection();

    public override Task CreateAsync(CancellationToken ct) => Context.Database.ExecuteSqlRawAsync(Create, ct);

    public override Task AddAsync(SealedKeys keys, CancellationToken ct)
    {
        using var command = new SqliteCommand(Add, Connection);
        var id = command.Parameters.Add("$1", SqliteType.Text);
        var secret = command.Parameters.Add("$2", SqliteType.Blob);
        var fingerprint = command.Parameters.Add("$3", SqliteType.Blob);
        for (var i = 0; i < keys.Count; i++)
        {
            (id.Value, secret.Value, fingerprint.Value) = (keys.Ids[i].Value.ToString("D"), keys.Secret(i).ToArray(), keys.Fingerprint(i).ToArray());
            command.ExecuteNonQuery();
        }

        ct.ThrowIfCancellationRequested();
        return Task.CompletedTask;
    }

    public override async Task<Result<int>> StoreAsync(StagedFile file, CancellationToken ct)
    {
        await Context.Database.ExecuteSqlRawAsync(FindNew, ct);
        var import = new KeyImport { ShopId = file.To.ShopId, VariantId = file.To.VariantId, BatchId = file.To.BatchId };
        await incoming.WaitForTurnAsync(import, ct);
        int accepted;
        try
        {
            // 1. to 4.
            await OverPrintsAsync(import, LeaveOutAsync, ct);
            var entered = await ComeInAsync(import, file, ct);
            accepted = entered - await OverPrintsAsync(import, ClaimAsync, ct);
            ct.ThrowIfCancellationRequested();
            if (await turns.SliceAsync(import, new(), Context, work => AcceptAsync(work, import, (file.Actor, file.Record(accepted))), CancellationToken.None) is { } full)
            {
                await incoming.DiscardAsync(import, CancellationToken.None);
                return full;
            }
        }
        catch when (import.AcceptedAt is null)
        {
            await incoming.DiscardAsync(import, CancellationToken.None);
            throw;
        }

        // 5. Nobody's token can stop what was accepted.
        await incoming.ReleaseAsync(import, CancellationToken.None);
        return accepted;
    }

    protected override Task DropAsync() => Context.Database.ExecuteSqlRawAsync(Drop);

    private async Task<int> ComeInAsync(KeyImport import, StagedFile file, CancellationToken ct)
    {
        var (size, entered) = (new SliceSize(), 0);
        for (long? after = 0; after is not null; file.Stored?.Invoke(entered))
            after = await turns.SliceAsync(import, size, Context, work => SliceAsync(work, after.Value), ct);
        return entered;

        async Task<long?> SliceAsync(UnitOfWork work, long from)
        {
            var last = await FirstAsync(work, LastRow, row => (long?)row.Long(0), ct, from, size.Keys - 1);
            entered += await work.RunAsync(
                ComeIn, ct, from, last ?? long.MaxValue, import.ShopId.Value, import.VariantId.Value, import.BatchId.Value, file.To.ExpiresAt);
            return last;
        }
    }

    // In slices of the new fingerprints, from the first to the last; sums what the slices return.
    private async Task<int> OverPrintsAsync(KeyImport import, Func<UnitOfWork, (ShopId Shop, byte[] After, byte[] To), CancellationToken, Task<int>> write, CancellationToken ct)
    {
        var (size, sum) = (new SliceSize(), 0);
        for (var after = FirstPrint; after is not null;)
            after = await turns.SliceAsync(import, size, Context, work => SliceAsync(work, after), ct);
        return sum;

        async Task<byte[]?> SliceAsync(UnitOfWork work, byte[] from)
        {
            var last = await FirstAsync(work, LastPrint, row => row.Bytes(0), ct, from, size.Keys - 1);
            sum += await write(work, (import.ShopId, from, last ?? EndOfPrints), ct);
            return last;
        }
    }

    private static Task<int> LeaveOutAsync(UnitOfWork work, (ShopId Shop, byte[] After, byte[] To) slice, CancellationToken ct) =>
        work.RunAsync(LeaveOut, ct, slice.Shop.Value, slice.After, slice.To);

    private static async Task<int> ClaimAsync(UnitOfWork work, (ShopId Shop, byte[] After, byte[] To) slice, CancellationToken ct)
    {
        await work.RunAsync(Claim, ct, slice.Shop.Value, slice.After, slice.To);
        return await work.RunAsync(TakeBack, ct, slice.Shop.Value, slice.After, slice.To);
    }

    private async Task<Problem?> AcceptAsync(UnitOfWork work, KeyImport import, (Actor Actor, KeyBatch Batch) what)
    {
        if (await batches.RecordAsync(work, what.Actor, what.Batch, CancellationToken.None) is { } full)
            return full;
        await turns.AcceptAsync(work, import, CancellationToken.None);
        return null;
    }

    private static async Task<T?> FirstAsync<T>(UnitOfWork work, SqlText sql, Func<SqlRow, T> map, CancellationToken ct, params object?[] args)
    {
        var batch = work.NewBatch();
        var found = batch.Read(sql, map, args);
        await batch.SendAsync(ct);
        return found.Rows.FirstOrDefault();
    }
}
