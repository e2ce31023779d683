using Diner.Data.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Diner.Vault.Import;

/// <summary>Binary COPY into a temporary table, which writes no WAL.</summary>
internal sealed class PostgresStaging(DinerDb context) : KeyStaging(context)
{
    // A file may have any number of keys, so the one statement that stores them all has no time limit of ours.
    private const int NoTimeout = 0;

    private const string Create =
        """
        create temporary table if not exists vault_staging (id uuid not null, secret bytea not null, fingerprint bytea not null);
        truncate vault_staging;
        """;

    private const string Copy = "copy vault_staging (id, secret, fingerprint) from stdin (format binary)";

    // Two imports of the same keys at once meet in the unique index in one order, so neither can wait for the other in a circle;
    // and the index, the only one whose keys are random, is written from left to right.
    private const string Insert =
        """
        insert into vault_keys (id, shop_id, variant_id, batch_id, state, secret, fingerprint, expires_at)
        select id, $1, $2, $3, 0, secret, fingerprint, $4
        from vault_staging
        order by fingerprint
        on conflict (shop_id, fingerprint) do nothing
        """;

    private NpgsqlConnection Connection => (NpgsqlConnection)Context.Database.GetDbConnection();

    public override async Task AddAsync(SealedKey[] keys, CancellationToken ct)
    {
        await using var copy = await Connection.BeginBinaryImportAsync(Copy, ct);
        foreach (var key in keys)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(key.Id, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(key.Secret, NpgsqlDbType.Bytea, ct);
            await copy.WriteAsync(key.Fingerprint, NpgsqlDbType.Bytea, ct);
        }

        await copy.CompleteAsync(ct);
    }

    public override async Task<int> InsertAsync(UnitOfWork work, KeyDestination destination, CancellationToken ct)
    {
        await work.RunAsync("set local work_mem = '128MB'", ct);
        await using var insert = new NpgsqlCommand(Insert, Connection) { CommandTimeout = NoTimeout };
        insert.Parameters.Add(new() { Value = destination.ShopId.Value });
        insert.Parameters.Add(new() { Value = destination.VariantId.Value });
        insert.Parameters.Add(new() { Value = destination.BatchId.Value });
        insert.Parameters.Add(new() { Value = destination.ExpiresAt });
        return await insert.ExecuteNonQueryAsync(ct);
    }

    protected override Task CreateAsync(CancellationToken ct) => Context.Database.ExecuteSqlRawAsync(Create, ct);

    // A connection that goes back to its pool discards its temporary tables.
    protected override Task DropAsync() => Task.CompletedTask;
}
