using System.Security.Cryptography;
using Diner.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace Diner.Data.Files;

/// <summary>Reads a sealed file from start to end, one chunk in memory at a time.</summary>
internal sealed class SealedFileReader(Database database, FileSeal seal, FileView file, int chunks) : Stream
{
    private byte[] _chunk = [];
    private int _taken;
    private int _next;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => file.SizeBytes;

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_taken == _chunk.Length && _next < chunks)
            await FillAsync(cancellationToken);
        var count = Math.Min(buffer.Length, _chunk.Length - _taken);
        _chunk.AsMemory(_taken, count).CopyTo(buffer);
        _taken += count;
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // For readers of formats that know no other way, such as a ZIP archive's.
    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count), CancellationToken.None).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Array.Clear(_chunk);
            seal.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task FillAsync(CancellationToken ct)
    {
        await using var db = database.Read();
        var stored = await db.Set<FileChunk>().Where(c => c.FileId == file.Id && c.Number == _next).Select(c => c.Sealed).SingleOrDefaultAsync(ct)
            ?? throw new CryptographicException("A chunk of the file is missing.");
        Array.Clear(_chunk);
        _chunk = seal.Open(stored, _next, isLast: _next == chunks - 1);
        (_taken, _next) = (0, _next + 1);
    }
}
