using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Data.Files;

/// <summary>
/// Takes a file's bytes and stores them in sealed chunks, each committed by itself, so that neither memory nor a transaction grows with the
/// file. One that is disposed before it is complete leaves chunks that nobody can read and that are deleted later.
/// </summary>
public sealed class SealedFileWriter : Stream
{
    /// <summary>Plaintext bytes of a chunk.</summary>
    internal const int ChunkBytes = 256 * 1024;

    private static readonly SqlText Add = "insert into data_file_chunks (file_id, number, sealed) values ($1, $2, $3)";
    private static readonly SqlText Complete = "update data_files set is_complete = true, size_bytes = $2, chunks = $3 where id = $1";

    private readonly Database _database;
    private readonly FileSeal _seal;
    private readonly byte[] _buffer = new byte[ChunkBytes];
    private int _filled;
    private int _number;
    private long _length;
    private bool _isComplete;

    internal SealedFileWriter(Database database, FileSeal seal, FileId id) => (_database, _seal, Id) = (database, seal, id);

    /// <summary>The file's id.</summary>
    public FileId Id { get; }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => !_isComplete;

    /// <summary>Bytes written so far.</summary>
    public override long Length => _length;

    /// <inheritdoc/>
    public override long Position { get => _length; set => throw new NotSupportedException(); }

    /// <summary>Stores what is left and makes the file visible. Nothing can be written afterwards.</summary>
    public async Task<FileId> CompleteAsync(CancellationToken ct)
    {
        Invariant.Require(!_isComplete, "a file is completed once");
        await using var work = await _database.BeginAsync(ct);
        var batch = work.NewBatch();
        batch.Run(Add, Id.Value, _number, _seal.Seal(_buffer.AsSpan(0, _filled), _number, isLast: true));
        batch.Run(Complete, Id.Value, _length, _number + 1);
        await batch.SendAsync(ct);
        await work.CommitAsync(ct);
        _isComplete = true;
        return Id;
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Invariant.Require(!_isComplete, "a complete file is not written to");
        while (!buffer.IsEmpty)
        {
            // A full buffer waits for a further byte: the last chunk is sealed as the last.
            if (_filled == ChunkBytes)
                await StoreAsync(cancellationToken);
            var taken = Math.Min(buffer.Length, ChunkBytes - _filled);
            buffer[..taken].CopyTo(_buffer.AsMemory(_filled));
            buffer = buffer[taken..];
            _filled += taken;
            _length += taken;
        }
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>For writers of formats that know no other way, such as a ZIP archive's. It blocks its thread while a chunk is stored.</summary>
    public override void Write(byte[] buffer, int offset, int count) => WriteAsync(buffer.AsMemory(offset, count), CancellationToken.None).AsTask().GetAwaiter().GetResult();

    /// <summary>Nothing: a chunk is stored when it is full.</summary>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Array.Clear(_buffer);
            _seal.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task StoreAsync(CancellationToken ct)
    {
        await using var work = await _database.BeginAsync(ct);
        await work.RunAsync(Add, ct, Id.Value, _number, _seal.Seal(_buffer, _number, isLast: false));
        await work.CommitAsync(ct);
        _number++;
        _filled = 0;
    }
}
