using System.Security.Cryptography;
using System.Text;
using Diner.Data.Files;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.LongWork;

public abstract class SealedFileSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private const string Marker = "PLAINTEXT-MARKER-7f3a";

    private SealedFiles Files => House.Get<SealedFiles>();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(SealedFileWriter.ChunkBytes - 1)]
    [InlineData(SealedFileWriter.ChunkBytes)]
    [InlineData((3 * SealedFileWriter.ChunkBytes) + 5)]
    public async Task A_file_is_read_as_it_was_written(int bytes)
    {
        var content = RandomNumberGenerator.GetBytes(bytes);
        var id = await WriteAsync(content);
        Assert.Equal(content, await ReadAsync(id));
        Assert.Equal(bytes, (await Files.FindAsync(id, Ct))!.SizeBytes);
    }

    [Fact]
    public async Task Nothing_of_its_content_is_stored_in_plaintext()
    {
        var id = await WriteAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Marker, 20_000))));
        Assert.NotNull(await Files.FindAsync(id, Ct));
        await using var db = House.Get<Database>().Read();
        var chunks = await db.Set<FileChunk>().Where(c => c.FileId == id).Select(c => c.Sealed).ToListAsync(Ct);
        Assert.True(chunks.Count > 1);
        Assert.All(chunks, chunk => Assert.True(chunk.AsSpan().IndexOf("MARKER"u8) < 0));
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()!))
            Assert.Equal(0, await MarkedRowsAsync(table));
    }

    [Fact]
    public async Task A_chunk_that_was_moved_changed_or_cut_off_does_not_open()
    {
        foreach (var harm in (string[])
        [
            "update data_file_chunks set number = 9 where number = 0",
            "update data_file_chunks set sealed = (select sealed from data_file_chunks where number = 1) where number = 0",
            "update data_files set chunks = 3",
            "delete from data_file_chunks where number = 2",
        ])
        {
            var id = await WriteAsync(RandomNumberGenerator.GetBytes(4 * SealedFileWriter.ChunkBytes));
            await RunAsync(harm);
            await Assert.ThrowsAnyAsync<CryptographicException>(() => ReadAsync(id));
            await RunAsync("delete from data_files");
        }
    }

    [Fact]
    public async Task A_file_that_is_not_complete_is_not_there_and_is_deleted_after_a_day()
    {
        var writer = await Files.CreateAsync(new NewFile(null, "a", "text/plain"), Ct);
        await writer.WriteAsync(new byte[SealedFileWriter.ChunkBytes + 1], Ct);
        await writer.DisposeAsync();
        Assert.Null(await Files.OpenReadAsync(writer.Id, Ct));
        House.Clock.Advance(TimeSpan.FromHours(25));
        await House.Get<DropFiles>().RunOnceAsync(Ct);
        Assert.Equal((0, 0), await CountAsync());
    }

    [Fact]
    public async Task An_expired_file_is_not_there_and_its_chunks_are_deleted()
    {
        var id = await WriteAsync(new byte[10]);
        House.Clock.Advance(NewFile.KeptByDefault);
        Assert.Null(await Files.FindAsync(id, Ct));
        await House.Get<DropFiles>().RunOnceAsync(Ct);
        Assert.Equal((0, 0), await CountAsync());
    }

    [Fact]
    public async Task A_hundred_megabytes_are_written_and_read_in_memory_that_does_not_grow()
    {
        var (block, blocks) = (RandomNumberGenerator.GetBytes(1024 * 1024), 100);
        await WriteAsync(block);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var peak = 0L;
        await using var writer = await Files.CreateAsync(new NewFile(ShopId.From(Guid.Empty), "big", "text/plain"), Ct);
        for (var i = 0; i < blocks; i++)
        {
            await writer.WriteAsync(block, Ct);
            peak = Math.Max(peak, i % 25 == 24 ? GC.GetTotalMemory(forceFullCollection: true) - before : 0);
        }

        await using var reading = (await Files.OpenReadAsync(await writer.CompleteAsync(Ct), Ct))!;
        var buffer = new byte[block.Length];
        for (var i = 0; i < blocks; i++)
        {
            await reading.ReadExactlyAsync(buffer, Ct);
            Assert.True(buffer.AsSpan().SequenceEqual(block));
            peak = Math.Max(peak, i % 25 == 24 ? GC.GetTotalMemory(forceFullCollection: true) - before : 0);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"peak above the start: {peak / 1024} KiB");
        Assert.InRange(peak, 0, 16 * 1024 * 1024);
    }

    private async Task<FileId> WriteAsync(byte[] content)
    {
        await using var writer = await Files.CreateAsync(new NewFile(ShopId.From(Guid.Empty), "a.txt", "text/plain"), Ct);
        await writer.WriteAsync(content, Ct);
        return await writer.CompleteAsync(Ct);
    }

    private async Task<byte[]> ReadAsync(FileId id)
    {
        await using var reading = (await Files.OpenReadAsync(id, Ct))!;
        var read = new MemoryStream();
        await reading.CopyToAsync(read, Ct);
        return read.ToArray();
    }

    private async Task RunAsync(string sql)
    {
        await using var work = await House.Get<Database>().BeginAsync(Ct);
        await work.RunAsync(sql, Ct);
        await work.CommitAsync(Ct);
    }

    private async Task<(int Files, int Chunks)> CountAsync()
    {
        await using var db = House.Get<Database>().Read();
        return (await db.Set<FileRow>().CountAsync(Ct), await db.Set<FileChunk>().CountAsync(Ct));
    }

    // Bytes as hex on both: whatever a row holds, the marker would show.
    private async Task<long> MarkedRowsAsync(string table)
    {
        var hex = Convert.ToHexString(Encoding.UTF8.GetBytes(Marker));
        if (Kind == DatabaseKind.Postgres)
            return (await ReadAsync($"select count(*) from {table} t where t::text like '%{Marker}%' or t::text ilike '%{hex}%'", row => row.Long(0)))[0];
        var columns = await ReadAsync($"select name from pragma_table_info('{table}')", row => row.Text(0));
        var any = string.Join(" or ", columns.Select(column => $"instr(hex(\"{column}\"), '{hex}') > 0"));
        return (await ReadAsync($"select count(*) from {table} where {any}", row => row.Long(0)))[0];
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, Func<SqlRow, T> map)
    {
        await using var work = await House.Get<Database>().BeginAsync(Ct);
        var batch = work.NewBatch();
        var rows = batch.Read(sql, map);
        await batch.SendAsync(Ct);
        return rows.Rows;
    }
}

public sealed class SealedFilesOnSqlite() : SealedFileSpecs(DatabaseKind.Sqlite);

public sealed class SealedFilesOnPostgres() : SealedFileSpecs(DatabaseKind.Postgres);
