using Diner.Data.Sql;
using Diner.Data.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Diner.Vault.Import;

/// <summary>
/// A temporary table lives in a file of its own, so filling it takes no lock on the shop's database. It is kept out of memory,
/// where this house keeps its other temporary data, because a million keys are some hundred megabytes.
/// The one statement that stores them does hold the writer, and sales wait for it: about a third of the import's time. Storing in
/// several transactions would let sales in between, but then half a batch could be sold before the other half failed.
/// </summary>
internal sealed class SqliteStaging(DinerDb context) : KeyStaging(context)
{
    private const string Create =
        """
        pragma temp_store = file;
        drop table if exists temp.vault_staging;
        create temporary table vault_staging (id text not null, secret blob not null, fingerprint blob not null);
        """;

    private const string Drop =
        """
        drop table if exists temp.vault_staging;
        pragma temp_store = memory;
        """;

    private const string Add = "insert into temp.vault_staging (id, secret, fingerprint) values ($1, $2, $3)";

    private static readonly SqlText Claim =
        """
        insert into vault_fingerprints (shop_id, fingerprint, key_id)
        select $1, fingerprint, id
        from temp.vault_staging
        where true
        order by fingerprint, id
        on conflict (shop_id, fingerprint) do nothing
        """;

    // In the order of ids, which is the order of the file: both indexes grow at their end.
    private static readonly SqlText Insert =
        """
        insert into vault_keys (id, shop_id, variant_id, batch_id, state, secret, fingerprint, expires_at)
        select id, $1, $2, $3, 0, secret, fingerprint, $4
        from temp.vault_staging s
        where exists (select 1 from vault_fingerprints f where f.shop_id = $1 and f.fingerprint = s.fingerprint and f.key_id = s.id)
        order by rowid
        """;

    private SqliteConnection Connection => (SqliteConnection)Context.Database.GetDbConnection();

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

    public override async Task<int> InsertAsync(UnitOfWork work, KeyDestination destination, int staged, CancellationToken ct)
    {
        await work.RunAsync(Claim, ct, destination.ShopId.Value);
        return await work.RunAsync(
            Insert, ct, destination.ShopId.Value, destination.VariantId.Value, destination.BatchId.Value, destination.ExpiresAt);
    }

    protected override Task CreateAsync(CancellationToken ct) => Context.Database.ExecuteSqlRawAsync(Create, ct);

    protected override Task DropAsync() => Context.Database.ExecuteSqlRawAsync(Drop);
}
