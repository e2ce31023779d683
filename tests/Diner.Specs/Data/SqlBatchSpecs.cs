using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Testing;
using Xunit;

namespace Diner.Specs.Data;

public abstract class SqlBatchSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private static readonly SqlText Insert = new(
        "insert into data_secrets (name, wrapped, created_at) select * from unnest($1::text[], $2::bytea[], $3::timestamptz[])",
        "insert into data_secrets (name, wrapped, created_at) values ($1, $2, $3)");

    private static readonly SqlText All = "select name, wrapped, created_at from data_secrets order by name";

    [Fact]
    public async Task Rows_written_and_committed_in_one_trip_are_read_back_alike()
    {
        var at = House.Clock.GetUtcNow();
        await WriteAsync(expected: 2, ["a", "b"], at);
        await using var work = await House.Get<Database>().BeginAsync(Ct);
        var batch = work.NewBatch();
        var rows = batch.Read(All, row => (row.Text(0), row.Bytes(1)[0], row.Time(2)));
        await batch.SendAsync(Ct);
        Assert.Equal([("a", (byte)7, at), ("b", (byte)7, at)], rows.Rows);
    }

    [Fact]
    public async Task A_count_that_is_not_as_expected_commits_nothing()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => WriteAsync(expected: 3, ["a", "b"], House.Clock.GetUtcNow()));
        await using var work = await House.Get<Database>().BeginAsync(Ct);
        var batch = work.NewBatch();
        var rows = batch.Read(All, row => row.Text(0));
        await batch.SendAsync(Ct);
        Assert.Empty(rows.Rows);
    }

    [Fact]
    public async Task An_insert_that_cannot_write_one_of_its_rows_commits_none()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => InsertAsync("a", "b", "a"));
        await InsertAsync("c", "d");
        await using var work = await House.Get<Database>().BeginAsync(Ct);
        var batch = work.NewBatch();
        var rows = batch.Read(All, row => row.Text(0));
        await batch.SendAsync(Ct);
        Assert.Equal(["c", "d"], rows.Rows);
    }

    private async Task InsertAsync(params string[] names)
    {
        await using var work = await House.Get<Database>().BeginAsync(Ct);
        var batch = work.NewBatch();
        batch.InsertRows(Insert, names, names.Select(_ => new byte[] { 7 }).ToArray(), names.Select(_ => House.Clock.GetUtcNow()).ToArray());
        await batch.SendAndCommitAsync(Ct);
    }

    private async Task WriteAsync(int expected, string[] names, DateTimeOffset at)
    {
        await using var work = await House.Get<Database>().BeginAsync(Ct);
        var batch = work.NewBatch();
        batch.WriteRows(Insert, expected, names, names.Select(_ => new byte[] { 7 }).ToArray(), names.Select(_ => at).ToArray());
        await batch.SendAndCommitAsync(Ct);
    }
}

public sealed class SqlBatchOnSqlite() : SqlBatchSpecs(DatabaseKind.Sqlite);

public sealed class SqlBatchOnPostgres() : SqlBatchSpecs(DatabaseKind.Postgres);
