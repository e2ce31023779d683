using Diner.Data.Secrets;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Data.Files;

/// <summary>A file to be written.</summary>
/// <param name="Shop">Whose key seals it; null for the house's own.</param>
/// <param name="Name">What a browser calls it when it is downloaded.</param>
/// <param name="ContentType">Its media type.</param>
public sealed record NewFile(ShopId? Shop, string Name, string ContentType)
{
    /// <summary>How long it is kept unless somebody says otherwise.</summary>
    public static readonly TimeSpan KeptByDefault = TimeSpan.FromDays(7);

    /// <summary>After this long it is deleted.</summary>
    public TimeSpan KeepFor { get; init; } = KeptByDefault;
}

/// <summary>A complete file.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Shop">Whose it is; null for the house's own.</param>
/// <param name="Name">What a browser calls it.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="SizeBytes">How long it is, unsealed.</param>
public sealed record FileView(FileId Id, ShopId? Shop, string Name, string ContentType, long SizeBytes)
{
    /// <summary>When it is deleted.</summary>
    public DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>
/// Files that hold keys lie in the database in chunks, each sealed under a key of the shop: never in plaintext, not in a temporary file
/// either. They are written and read as streams, in memory that does not grow with the file, and deleted when they expire.
/// </summary>
public sealed class SealedFiles(Database database, KeyRing keys, IdSource ids, TimeProvider clock)
{
    private const int NameCharsMax = 200;

    /// <summary>A stream to write the file to. The file is there once <see cref="SealedFileWriter.CompleteAsync"/> was called; until then nobody finds it.</summary>
    public async Task<SealedFileWriter> CreateAsync(NewFile file, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var name = file.Name.Length <= NameCharsMax ? file.Name : file.Name[^NameCharsMax..];
        var row = new FileRow
        {
            Id = ids.Next<FileId>(),
            ShopId = file.Shop,
            Name = name,
            ContentType = file.ContentType,
            CreatedAt = now,
            ExpiresAt = now + file.KeepFor,
        };
        var seal = await FileSeal.OpenAsync(keys, file.Shop, row.Id, ct);
        await database.WriteAsync(work => Task.FromResult(work.Db.Add(row)), ct);
        return new SealedFileWriter(database, seal, row.Id);
    }

    /// <summary>A complete file that has not expired; else null.</summary>
    public async Task<FileView?> FindAsync(FileId id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Read();
        return await db.Set<FileRow>().Where(f => f.Id == id && f.IsComplete && f.ExpiresAt > now)
            .Select(f => new FileView(f.Id, f.ShopId, f.Name, f.ContentType, f.SizeBytes) { ExpiresAt = f.ExpiresAt })
            .SingleOrDefaultAsync(ct);
    }

    /// <summary>The content, from its start to its end; null when the file is not there. Dispose it.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">While it is read: what is stored was changed.</exception>
    public async Task<Stream?> OpenReadAsync(FileId id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } file)
            return null;
        await using var db = database.Read();
        var chunks = await db.Set<FileRow>().Where(f => f.Id == id).Select(f => f.Chunks).SingleOrDefaultAsync(ct);
        return new SealedFileReader(database, await FileSeal.OpenAsync(keys, file.Shop, id, ct), file, chunks);
    }

    /// <summary>Deletes a file with its chunks; one that is not there is deleted already.</summary>
    public async Task DeleteAsync(FileId id, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await DeleteAsync(work, id, ct);
        await work.CommitAsync(ct);
    }

    /// <summary>
    /// Gives a file another type in the caller's transaction, when it has the first; false when it has not. Of all who try at once one does
    /// it: so a file is used once.
    /// </summary>
    public static async Task<bool> RetypeAsync(UnitOfWork work, FileId id, string from, string to, CancellationToken ct) =>
        await work.RunAsync("update data_files set content_type = $3 where id = $1 and content_type = $2 and is_complete = true", ct, id.Value, from, to) == 1;

    /// <summary>Deletes a file in the caller's transaction.</summary>
    internal static Task<int> DeleteAsync(UnitOfWork work, FileId id, CancellationToken ct) =>
        work.RunAsync("delete from data_files where id = $1", ct, id.Value);
}
