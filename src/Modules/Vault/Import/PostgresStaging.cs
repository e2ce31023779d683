using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Batches;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Diner.Vault.Import;

/// <summary>Binary COPY into a temporary table, which writes no WAL.</summary>
internal sealed class PostgresStaging(DinerDb context, Database database, RecordBatch batches) : KeyStaging(context)
{
    // A file may have any number of keys, so the one statement that stores them all has no time limit of ours.
    private const int NoTimeout = 0;

    private const string Create =
        """
        create temporary table if not exists vault_staging (id uuid not null, secret bytea not null, fingerprint bytea not null);
        truncate vault_staging;
        """;

    private const string Copy = "copy vault_staging (id, secret, fingerprint) from stdin (format binary)";

    // Two imports of the same keys at once meet in the primary key in one order, so neither can wait for the other in a circle;
    // and it is written from left to right.
    private const string Claim =
        """
        insert into vault_fingerprints (shop_id, fingerprint, key_id)
        select $1, fingerprint, id
        from vault_staging
        order by fingerprint, id
        on conflict (shop_id, fingerprint) do nothing
        """;

    // In the order of ids, which is the order of the file, as is the table itself: both indexes grow at their end.
    private const string InsertAll =
        """
        insert into vault_keys (id, shop_id, variant_id, batch_id, state, secret, fingerprint, expires_at)
        select id, $1, $2, $3, 0, secret, fingerprint, $4
        from vault_staging
        """;

    private const string InsertClaimed = InsertAll +
        """
         s
        where exists (select 1 from vault_fingerprints f where f.shop_id = $1 and f.fingerprint = s.fingerprint and f.key_id = s.id)
        order by id
        """;

    private NpgsqlConnection Connection => (NpgsqlConnection)Context.Database.GetDbConnection();

    public override Task CreateAsync(CancellationToken ct) => Context.Database.ExecuteSqlRawAsync(Create, ct);

    public override async Task AddAsync(SealedKeys keys, CancellationToken ct)
    {
        await using var copy = await Connection.BeginBinaryImportAsync(Copy, ct);
        for (var i = 0; i < keys.Count; i++)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(keys.Ids[i].Value, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(keys.Secret(i), NpgsqlDbType.Bytea, ct);
            await copy.WriteAsync(keys.Fingerprint(i), NpgsqlDbType.Bytea, ct);
        }

        await copy.CompleteAsync(ct);
    }

    public override async Task<Result<int>> StoreAsync(StagedFile file, CancellationToken ct)
    {
        await using var work = await database.BeginOnAsync(Context, ct);
        await work.RunAsync("set local work_mem = '128MB'", ct);
        var accepted = await RunAsync(Claim, ct, file.To.ShopId.Value);
        var insert = accepted == file.Staged ? InsertAll : InsertClaimed;
        var stored = await RunAsync(insert, ct, file.To.ShopId.Value, file.To.VariantId.Value, file.To.BatchId.Value, file.To.ExpiresAt);
        Invariant.Require(stored == accepted, $"{accepted} keys were accepted and {stored} stored");
        return await batches.CommitAsync(work, file.Actor, file.Record(accepted), ct) is { } full ? full : accepted;
    }

    private async Task<int> RunAsync(string sql, CancellationToken ct, params object[] args)
    {
        await using var command = new NpgsqlCommand(sql, Connection) { CommandTimeout = NoTimeout };
        foreach (var arg in args)
            command.Parameters.Add(new() { Value = arg });
        return await command.ExecuteNonQueryAsync(ct);
    }

    // A connection that goes back to its pool discards its temporary tables.
    protected override Task DropAsync() => Task.CompletedTask;
}
